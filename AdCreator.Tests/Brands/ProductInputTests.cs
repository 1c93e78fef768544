using AdCreator.Core.Brands;
using Xunit;

namespace AdCreator.Tests.Brands;

public sealed class ProductInputTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_name_of_5000_characters_is_refused_with_the_limit()
    {
        var problem = Assert.Single(ProblemsOf(new ProductInput { Name = new string('a', 5000) }));

        Assert.Equal(nameof(ProductInput.Name), problem.Field);
        Assert.Contains("at most 200", problem.Message, StringComparison.Ordinal);
        Assert.Contains("5,000", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        var input = new ProductInput { Price = -1, Offer = new string('x', 121), Currency = "usd", OfferEndsOn = Today.AddDays(-1) };

        Assert.Equal(
            [nameof(ProductInput.Name), nameof(ProductInput.Price), nameof(ProductInput.Offer), nameof(ProductInput.OfferEndsOn)],
            ProblemsOf(input).Select(p => p.Field));
    }

    [Theory]
    [InlineData("JPY", "12.5", "whole number")]
    [InlineData("USD", "1.005", "2 decimals")]
    [InlineData("XXX", "1", "not a currency")]
    public void A_price_must_fit_its_currency(string currency, string price, string words)
    {
        var input = new ProductInput { Name = "Tea", Currency = currency, Price = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Contains(words, Assert.Single(ProblemsOf(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_that_has_ended_may_stay_as_it_was()
    {
        var input = new ProductInput { Name = "Tea", Offer = "20 % off", OfferEndsOn = Today.AddDays(-1) };

        Assert.Empty(input.Cleaned().Check(Today, storedEnd: Today.AddDays(-1)).Problems);
    }

    [Fact]
    public void Cleaned_drops_blank_and_repeated_benefits_and_an_end_without_an_offer()
    {
        var input = new ProductInput { Name = "Tea", Benefits = ["Fast", " ", "fast"], OfferEndsOn = Today }.Cleaned();

        Assert.Equal(["Fast"], input.Benefits);
        Assert.Null(input.OfferEndsOn);
    }

    [Theory]
    [InlineData("2026-11-24T10:59:59Z", OfferState.Running)]
    [InlineData("2026-11-24T11:00:00Z", OfferState.Ended)]
    public void An_offer_ends_at_midnight_where_the_organization_is(string now, OfferState expected)
    {
        var instant = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, Offers.StateOn(Offers.DayIn("Pacific/Auckland", instant), "20 % off", Today));
    }

    private static IReadOnlyList<InputProblem> ProblemsOf(ProductInput input) => input.Cleaned().Check(Today, storedEnd: null).Problems;
}
