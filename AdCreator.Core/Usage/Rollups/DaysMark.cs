using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Up to where an organization's days are summed.</summary>
public sealed class DaysMark : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>The first quarter-hour whose calls the sums of days do not count; those before it they count all.</summary>
    public required long Quarter { get; set; }
}

/// <summary>The days of an organization and up to where they are summed, as a transaction found them.</summary>
/// <remarks>Whoever adds to the sums holds <see cref="UsageLock"/>: the mark does not move meanwhile.</remarks>
internal sealed class SummedDays(OrganizationCalendar calendar, long mark)
{
    private (long First, long Beyond) last;

    /// <summary>See <see cref="DaysMark.Quarter"/>.</summary>
    public long Mark => mark;

    public static async Task<SummedDays> ReadAsync(AdCreatorDbContext context, CancellationToken cancellationToken)
    {
        var read = await context.Organizations.Where(o => o.Id == context.OrganizationId)
            .Select(o => new { o.TimeZone, Mark = context.DaysMarks.Select(m => (long?)m.Quarter).SingleOrDefault() })
            .SingleAsync(cancellationToken);
        return new(OrganizationCalendar.Of(read.TimeZone), read.Mark ?? 0);
    }

    /// <summary>The calendar that says what a day is.</summary>
    public OrganizationCalendar Calendar => calendar;

    /// <summary>The day that a quarter-hour is in, as its first quarter-hour and the first after it.</summary>
    public (long First, long Beyond) DayOf(long quarter)
    {
        if (quarter < last.First || quarter >= last.Beyond)
        {
            var (start, end) = calendar.Day(calendar.DayOf(QuarterHour.Start(quarter)));
            last = (QuarterHour.NumberOf(start), QuarterHour.NumberOf(end));
        }

        return last;
    }

    /// <summary>The calls that the sums of days count, at their days.</summary>
    public List<CountedCalls> Of(IEnumerable<CountedCalls> calls) =>
        [.. calls.Where(c => c.Quarter < mark).OrderBy(c => c.Quarter).Select(AtDay)];

    /// <summary>The same calls at the first quarter-hour of their day.</summary>
    public CountedCalls AtDay(CountedCalls calls) => calls with { Quarter = DayOf(calls.Quarter).First };
}
