using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands;

/// <summary>Whether a product's offer may be claimed.</summary>
public enum OfferState
{
    None = 1,
    Running,
    Ended,
}

/// <summary>Decides when offers end: with the last second of their last day where the organization is.</summary>
public static class Offers
{
    /// <summary>The state on a day of the organization's calendar.</summary>
    public static OfferState StateOn(DateOnly today, string offer, DateOnly? endsOn) => (offer, endsOn) switch
    {
        ("", _) => OfferState.None,
        (_, { } end) when end < today => OfferState.Ended,
        _ => OfferState.Running,
    };

    /// <summary>The day it is in a time zone.</summary>
    /// <param name="timeZone">IANA name.</param>
    /// <param name="instant">Any offset.</param>
    public static DateOnly DayIn(string timeZone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    internal static async Task<DateOnly> TodayAsync(
        AdCreatorDbContext context, Actor actor, TimeProvider time, CancellationToken cancellationToken)
    {
        var zone = await context.Organizations
            .Where(o => o.Id == actor.OrganizationId)
            .Select(o => o.TimeZone)
            .SingleAsync(cancellationToken);
        return DayIn(zone, time.GetUtcNow());
    }
}
