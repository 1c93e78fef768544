using AdCreator.Core.Usage.Queries;
using Xunit;

namespace AdCreator.Tests.Usage.Queries;

public sealed class MonthForecastTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_steady_pace_goes_on_to_the_end_of_the_month()
    {
        var days = Enumerable.Range(0, 24).ToDictionary(i => Today.AddDays(-i), _ => 2m);

        Assert.Equal(new MonthForecast(48m, 60m, 14), MonthForecast.Of(days, Today));
    }

    [Fact]
    public void The_pace_begins_with_the_first_day_that_cost_anything_and_today_counts_as_the_most_it_is()
    {
        var days = new Dictionary<DateOnly, decimal> { [Today.AddDays(-2)] = 3, [Today.AddDays(-1)] = 1, [Today] = 5 };

        Assert.Equal(new MonthForecast(9m, 9m + 6 * 2m, 2), MonthForecast.Of(days, Today));
    }

    [Fact]
    public void Days_of_the_month_before_set_the_pace_and_are_not_spent_in_this_one()
    {
        var first = new DateOnly(2026, 11, 1);
        var days = Enumerable.Range(1, 14).ToDictionary(i => first.AddDays(-i), _ => 1m);

        Assert.Equal(new MonthForecast(0m, 30m, 14), MonthForecast.Of(days, first));
    }

    [Fact]
    public void Without_a_whole_day_there_is_no_forecast() => Assert.Null(MonthForecast.Of(new Dictionary<DateOnly, decimal> { [Today] = 5 }, Today));
}
