using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>Where an organization's days and months begin. The one place that computes such boundaries.</summary>
/// <remarks>
/// A day begins at the first instant whose local date is that day or a later one: at 01:00 where clocks skip midnight,
/// at the first of two midnights where they repeat it. A date that a zone skipped altogether (Samoa, 30 December 2011)
/// is an empty interval. Days follow one another without gap or overlap, so single days add up to their range exactly.
/// </remarks>
public sealed class OrganizationCalendar(TimeZoneInfo zone)
{
    /// <summary>No zone was ever further than this from UTC.</summary>
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(16);

    /// <summary>The calendar of an IANA time zone such as <c>Europe/Berlin</c>.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine knows no zone of that name.</exception>
    public static OrganizationCalendar Of(string timeZone) => new(TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>The calendar of the organization that a context was opened for.</summary>
    public static async Task<OrganizationCalendar> ReadAsync(AdCreatorDbContext context, CancellationToken cancellationToken) =>
        Of(await context.Organizations.Where(o => o.Id == context.OrganizationId).Select(o => o.TimeZone).SingleAsync(cancellationToken));

    /// <summary>The zone this calendar is for.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The day an instant belongs to.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var date = LocalDateOf(instant);

        // Only where clocks went back over midnight does the local date name a day that is already over.
        return StartOf(date.AddDays(1)) <= instant ? date.AddDays(1) : date;
    }

    /// <summary>The first instant of a day, UTC.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var guess = midnight - zone.GetUtcOffset(midnight);
        guess = midnight - zone.GetUtcOffset(guess);
        return IsFirstInstant(guess, day) ? guess : Bisect(midnight - LargestOffset, midnight + LargestOffset, day);
    }

    /// <summary>All instants of one day.</summary>
    public Period Day(DateOnly day) => Days(day, day);

    /// <summary>All instants of the days from the first to the last, both included.</summary>
    public Period Days(DateOnly first, DateOnly last) => new(StartOf(first), StartOf(last.AddDays(1)));

    /// <summary>All instants of the month that a day is in.</summary>
    public Period Month(DateOnly anyDay)
    {
        var first = new DateOnly(anyDay.Year, anyDay.Month, 1);
        return Days(first, first.AddMonths(1).AddDays(-1));
    }

    private DateOnly LocalDateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private bool IsFirstInstant(DateTimeOffset instant, DateOnly day) =>
        LocalDateOf(instant) >= day && LocalDateOf(instant.AddTicks(-1)) < day;

    private DateTimeOffset Bisect(DateTimeOffset before, DateTimeOffset within, DateOnly day)
    {
        while (within.UtcTicks - before.UtcTicks > 1)
        {
            var middle = before.AddTicks((within.UtcTicks - before.UtcTicks) / 2);
            if (LocalDateOf(middle) >= day)
            {
                within = middle;
                continue;
            }

            before = middle;
        }

        return within;
    }
}

/// <summary>A stretch of time.</summary>
/// <param name="Start">First instant, UTC.</param>
/// <param name="End">First instant after it, UTC.</param>
public sealed record Period(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Whether an instant is in it.</summary>
    public bool Contains(DateTimeOffset instant) => Start <= instant && instant < End;
}
