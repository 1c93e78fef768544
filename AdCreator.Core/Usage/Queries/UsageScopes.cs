using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads what an actor may see, at every question anew.</summary>
internal sealed class UsageScopes(MembershipGuard guard, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<UsageScope> ReadAsync(AdCreatorDbContext context, Actor actor, UsageFilter filter, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);

        // Asked of the sums by day: of the rows the database would plan a look into every month that has a partition.
        var facts = await context.Organizations
            .Where(o => o.Id == actor.OrganizationId)
            .Select(o => new
            {
                o.TimeZone,
                HasDemoCalls = context.UsageDaysByKind.Any(d => d.IsDemo && d.Calls != 0),
                HasBilledCalls = context.UsageDaysByKind.Any(d => !d.IsDemo && d.Calls != 0),
            })
            .SingleAsync(cancellationToken);

        var calendar = OrganizationCalendar.Of(facts.TimeZone);
        var today = calendar.DayOf(time.GetUtcNow());
        if (filter.OneThing is { } thing)
        {
            filter = await ForOneThingAsync(context, filter, new(UsagePreset.Custom, calendar.DayOf(NewId.InstantOf(thing)), today), cancellationToken);
        }

        return new(actor, role, filter, facts.TimeZone, today, facts.HasDemoCalls, facts.HasBilledCalls);
    }

    /// <summary>All calls of one ad or set, unless the filter says otherwise: since it was made, and of its own kind, demo or billed.</summary>
    private static async Task<UsageFilter> ForOneThingAsync(
        AdCreatorDbContext context, UsageFilter filter, UsageRange since, CancellationToken cancellationToken)
    {
        var isDemo = filter.Demo ?? await UsageScope.OfThing(context.TokenUsage, filter)
            .Select(u => (bool?)u.IsDemo)
            .FirstOrDefaultAsync(cancellationToken);
        return filter with { Demo = isDemo, Range = filter.Range == UsageRange.Default ? since : filter.Range };
    }
}
