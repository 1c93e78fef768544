using AdCreator.Core.Usage.Rollups;

namespace AdCreator.Core.Usage.Queries;

/// <summary>A stretch of quarter-hours, which is whole days of UTC and what lies before and after them.</summary>
/// <param name="First">Number of the first one.</param>
/// <param name="Beyond">Number of the first one after it.</param>
internal sealed record QuarterHours(long First, long Beyond)
{
    /// <summary>The first day of UTC that lies in it altogether, and the first after the last such; <see cref="Beyond"/> twice when there is none.</summary>
    private (long First, long Beyond) Days
    {
        get
        {
            var (first, beyond) = (QuarterHour.DayOf(First + QuarterHour.InDay - 1), QuarterHour.DayOf(Beyond));
            return first < beyond ? (first, beyond) : (Beyond, Beyond);
        }
    }

    /// <summary>Sums of all of its quarter-hours.</summary>
    public IQueryable<TSums> All<TSums>(IQueryable<TSums> quarters)
        where TSums : UsageRollup
    {
        var (first, beyond) = (First, Beyond);
        return quarters.Where(r => r.Quarter >= first && r.Quarter < beyond);
    }

    /// <summary>Sums of its whole days.</summary>
    public IQueryable<TSums> WholeDays<TSums>(IQueryable<TSums> days)
        where TSums : UsageRollup
    {
        var (first, beyond) = Days;
        return days.Where(r => r.Quarter >= first && r.Quarter < beyond);
    }

    /// <summary>Sums of the quarter-hours outside its whole days.</summary>
    public IQueryable<TSums> Ends<TSums>(IQueryable<TSums> quarters)
        where TSums : UsageRollup
    {
        var ((first, beyond), (firstDay, beyondDays)) = ((First, Beyond), Days);
        return quarters.Where(r => (r.Quarter >= first && r.Quarter < firstDay) || (r.Quarter >= beyondDays && r.Quarter < beyond));
    }
}
