using AdCreator.Core.Data;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Stretches of rows.</summary>
internal static class RowsWithin
{
    /// <summary>The calls of some quarter-hours.</summary>
    /// <param name="first">Number of the first one, see <see cref="QuarterHour"/>.</param>
    /// <param name="beyond">Number of the first one after them.</param>
    public static IQueryable<UsageRecord> Within(this IQueryable<UsageRecord> calls, long first, long beyond) =>
        calls.Within(new Period(QuarterHour.Start(first), QuarterHour.Start(beyond)));

    /// <summary>The calls of some time.</summary>
    /// <remarks>The id carries the same instant as <c>created_at</c>: bounds on both let the database skip partitions.</remarks>
    public static IQueryable<UsageRecord> Within(this IQueryable<UsageRecord> calls, Period period)
    {
        var (start, end) = period;
        var lowest = NewId.LowestAt(start);
        var beyond = NewId.LowestAt(end);
        return calls.Where(u => u.CreatedAt >= start && u.CreatedAt < end && u.Id >= lowest && u.Id < beyond);
    }
}
