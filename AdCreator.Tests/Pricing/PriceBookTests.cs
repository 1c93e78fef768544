using System.Text;
using AdCreator.Core.Pricing;
using Xunit;

namespace AdCreator.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly PriceBook Book = PriceBook.LoadShipped();

    [Fact]
    public void The_shipped_file_holds_37_prices_with_37_ids() =>
        Assert.Equal(37, Book.Versions.Select(v => v.Id).Distinct().Count());

    [Theory]
    [InlineData("2026-11-30T23:59:59.999Z", 2)]
    [InlineData("2026-12-01T00:00:00.000Z", 4)]
    [InlineData("2026-12-01T01:00:00.000+02:00", 2)]
    public void A_price_ends_and_the_next_begins_at_the_millisecond(string at, int perMillion) =>
        Assert.Equal(perMillion / 1_000_000m, Find("gemini-4-argon", at)!.Rates.Input);

    [Theory]
    [InlineData("2026-10-12T23:59:59.999Z", false)]
    [InlineData("2026-10-13T00:00:00.000Z", true)]
    public void A_model_has_no_price_before_its_first_instant(string at, bool known) =>
        Assert.Equal(known, Find("gemini-4-argon", at) is not null);

    [Fact]
    public void An_unknown_model_has_no_price() => Assert.Null(Find("gemini-99", "2026-11-24T00:00:00Z"));

    [Fact]
    public void A_models_prefix_is_not_part_of_the_name() =>
        Assert.Equal("gemini-3.8-flash", Find("models/gemini-3.8-flash", "2026-11-24T00:00:00Z")!.Model);

    [Theory]
    [InlineData("models/gemini-2.5-pro", "2026-11-30T23:59:59.999Z", "gemini-2.5-pro")]
    [InlineData("gemini-2.5-pro", "2026-12-01T00:00:00Z", "gemini-3.8-flash")]
    [InlineData("gemini-3.5-flash", "2026-10-08T00:00:00Z", "gemini-3.6-flash")]
    [InlineData("gemini-3.8-flash", "2026-12-01T00:00:00Z", "gemini-3.8-flash")]
    [InlineData("gemini-99", "2026-12-01T00:00:00Z", "gemini-99")]
    public void A_retired_model_is_routed_from_its_day_on(string model, string at, string answers) =>
        Assert.Equal(answers, Book.RouteOf(model, Instant(at)));

    [Fact]
    public void An_id_survives_a_reload_and_names_one_price_for_ever()
    {
        var price = Find("gemini-nano-banana-2.1", "2026-11-24T00:00:00Z")!;

        Assert.Equal(new Guid("b9d94e4b-1813-825c-aa5e-0219552f838a"), price.Id);
    }

    [Fact]
    public void An_end_that_becomes_known_does_not_change_the_id()
    {
        var open = Read(Row("\"2026-10-06\"", "null", "1.5"));
        var closed = Read(Row("\"2026-10-06\"", "\"2027-01-01\"", "1.50"));
        var dearer = Read(Row("\"2026-10-06\"", "null", "1.6"));

        Assert.Equal(open.Versions[0].Id, closed.Versions[0].Id);
        Assert.NotEqual(open.Versions[0].Id, dearer.Versions[0].Id);
    }

    [Fact]
    public void Overlapping_prices_are_refused()
    {
        var refusal = Assert.Throws<PriceBookException>(() =>
            Read(Row("\"2026-10-06\"", "\"2026-10-09\"", "1") + "," + Row("\"2026-10-08\"", "null", "2")));

        Assert.Contains("m-1", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-13-06\"", "null", "1")]
    [InlineData("null", "null", "1")]
    [InlineData("\"2026-10-06\"", "\"2026-10-06\"", "1")]
    [InlineData("\"2026-10-06\"", "null", "-1")]
    [InlineData("\"2026-10-06\"", "null", "0.00001")]
    [InlineData("\"2026-10-06\"", "null", "null")]
    [InlineData("\"2026-10-06\"", "null", "1, \"inptu_per_mtok\": 2")]
    [InlineData("\"2026-10-06\"", "null", "1, \"routes_to\": \"m-2\", \"routes_from\": \"2026-10-06\"")]
    [InlineData("\"2026-10-06\"", "null", "1, \"routes_to\": \"m-1\"")]
    public void A_malformed_row_is_refused(string from, string to, string input) =>
        Assert.Throws<PriceBookException>(() => Read(Row(from, to, input)));

    private static PriceVersion? Find(string model, string at) => Book.Find(model, Instant(at));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static PriceBook Read(string rows) => PriceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $$"""{"schema_version":1,"compiled":"2026-11-23","currency":"USD","unit":"x","rules":{},"sources":{},"models":[{{rows}}]}""")));

    private static string Row(string from, string to, string input) =>
        $$"""
        {"model":"m-1","provider":"google","kind":"text","effective_from":{{from}},"effective_to":{{to}},"currency":"USD","tier":"t",
         "output_per_mtok":1,"cached_input_per_mtok":null,"status":"active","confidence":"high","source":"s","input_per_mtok":{{input}}}
        """;
}
