using AdCreator.Core.Usage.Queries;

namespace AdCreator.Web.Components.Usage;

/// <summary>One bar of the chart: a day, or a week or month where days would be too thin to see or to hit.</summary>
/// <param name="Days">The days it stands for.</param>
/// <param name="Totals">Their sums.</param>
public sealed record ChartBar(UsageDays Days, UsageTotals Totals)
{
    private static readonly decimal[] Steps = [1, 2, 5, 10];

    /// <summary>Bars for days in order: by day up to 92 days, by week up to two years, else by month.</summary>
    public static IReadOnlyList<ChartBar> From(IReadOnlyList<UsageSlice<DateOnly>> days) => days.Count switch
    {
        <= 92 => [.. days.Select(d => new ChartBar(new(d.Key, d.Key), d.Totals))],
        <= 731 => Group(days, d => d.DayNumber - (((int)d.DayOfWeek + 6) % 7)),
        _ => Group(days, d => (d.Year * 12) + d.Month),
    };

    /// <summary>A round number of dollars at or above the highest bar: 1, 2 or 5 times a power of ten.</summary>
    public static decimal Scale(IReadOnlyList<ChartBar> bars)
    {
        var highest = bars.Max(b => b.Totals.CostUsd);
        if (highest <= 0)
        {
            return 1;
        }

        var power = 0.0000000001m;
        while (power * 10 < highest)
        {
            power *= 10;
        }

        return Steps.Select(step => step * power).First(step => step >= highest);
    }

    private static List<ChartBar> Group(IReadOnlyList<UsageSlice<DateOnly>> days, Func<DateOnly, int> key) =>
        [.. days.GroupBy(d => key(d.Key)).Select(g => new ChartBar(
            new(g.First().Key, g.Last().Key),
            g.Aggregate(UsageTotals.None, (sum, day) => sum + day.Totals)))];
}
