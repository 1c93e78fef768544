using AdCreator.Core.Usage.Rollups;

namespace AdCreator.Core.Usage.Queries;

/// <summary>A stretch of quarter-hours.</summary>
/// <param name="First">Number of the first one.</param>
/// <param name="Beyond">Number of the first one after it.</param>
internal sealed record QuarterHours(long First, long Beyond)
{
    public bool IsEmpty => First >= Beyond;

    /// <summary>What lies before a quarter-hour, and the rest.</summary>
    public (QuarterHours Before, QuarterHours After) SplitAt(long quarter)
    {
        var border = Math.Clamp(quarter, First, Beyond);
        return (new(First, border), new(border, Beyond));
    }

    /// <summary>The sums that begin in it.</summary>
    public IQueryable<TSums> Of<TSums>(IQueryable<TSums> sums)
        where TSums : UsageRollup
    {
        var (first, beyond) = (First, Beyond);
        return sums.Where(r => r.Quarter >= first && r.Quarter < beyond);
    }
}
