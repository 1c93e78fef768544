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

        // Asked of the sums: of the rows the database would plan a look into every month that has a partition.
        var facts = await context.Organizations
            .Where(o => o.Id == actor.OrganizationId)
            .Select(o => new
            {
                o.TimeZone,
                Mark = context.DaysMarks.Select(m => (long?)m.Quarter).SingleOrDefault() ?? 0,
                HasDemoDays = context.UsageDaysByKind.Any(d => d.IsDemo && d.Calls != 0),
                HasBilledDays = context.UsageDaysByKind.Any(d => !d.IsDemo && d.Calls != 0),
            })
            .SingleAsync(cancellationToken);
        var latest = facts is { HasDemoDays: true, HasBilledDays: true }
            ? []
            : await context.UsageByKind.Where(r => r.Quarter >= facts.Mark && r.Calls != 0).Select(r => r.IsDemo).Distinct().ToListAsync(cancellationToken);

        var calendar = OrganizationCalendar.Of(facts.TimeZone);
        var today = calendar.DayOf(time.GetUtcNow());
        if (filter.OneThing is { } thing)
        {
            var since = new UsageDays(calendar.DayOf(NewId.InstantOf(thing)), today);
            var calls = context.TokenUsage.Within(calendar.Days(since.First, since.Last));
            filter = await ForOneThingAsync(calls, filter, since, cancellationToken);
        }

        return new(actor, role, filter, facts.TimeZone, today, facts.Mark, facts.HasDemoDays || latest.Contains(true), facts.HasBilledDays || latest.Contains(false));
    }

    /// <summary>All calls of one ad or set, unless the filter says otherwise: since it was made, and of its own kind, demo or billed.</summary>
    private static async Task<UsageFilter> ForOneThingAsync(
        IQueryable<UsageRecord> calls, UsageFilter filter, UsageDays since, CancellationToken cancellationToken)
    {
        var isDemo = filter.Demo ?? await UsageScope.OfThing(calls, filter)
            .Select(u => (bool?)u.IsDemo)
            .FirstOrDefaultAsync(cancellationToken);
        return filter with { Demo = isDemo, Range = filter.Range == UsageRange.Default ? new(UsagePreset.Custom, since.First, since.Last) : filter.Range };
    }
}
