using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Says what the limits leave to somebody, before anything is ordered.</summary>
public sealed class BudgetReader(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>The limits that the actor's next call is under, the tightest first; empty without limits.</summary>
    /// <param name="runId">The set it is for; null for one that is yet to be ordered.</param>
    /// <param name="isDemo">Whether the demo model will answer: its calls are counted apart.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<BudgetLeft>> ReadAsync(Actor actor, Guid? runId, bool isDemo, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await ReadAsync(context, actor, runId, isDemo, time.GetUtcNow(), cancellationToken);
    }

    internal static async Task<IReadOnlyList<BudgetLeft>> ReadAsync(
        AdCreatorDbContext context, Actor actor, Guid? runId, bool isDemo, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
        if (limits.Count == 0)
        {
            return [];
        }

        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));

        // A set that is yet to be ordered has spent nothing: no counter has the empty id.
        var keys = periods.Of(now, actor.PersonId, runId ?? Guid.Empty, isDemo).ToList();
        var counters = await ReadAsync(context, keys, cancellationToken);
        return
        [
            .. from key in keys
               let limit = BudgetGate.LimitOf(key, limits)
               where limit is not null
               let counter = counters.GetValueOrDefault(key)
               let left = new BudgetLeft(
                   key.Scope, limit.AmountUsd + (counter?.GrantedUsd ?? 0), counter?.SettledUsd ?? 0, counter?.HeldUsd ?? 0, periods.PeriodOf(key.Scope, now))
               orderby left.LeftUsd
               select left,
        ];
    }

    internal static async Task<Dictionary<CounterKey, UsageCounter>> ReadAsync(
        AdCreatorDbContext context, IReadOnlyCollection<CounterKey> keys, CancellationToken cancellationToken)
    {
        var subjects = keys.Select(k => k.SubjectId).Distinct().ToList();
        var periods = keys.Select(k => k.PeriodStart).Distinct().ToList();
        var wanted = keys.ToHashSet();
        var counters = await context.UsageCounters.AsNoTracking()
            .Where(c => subjects.Contains(c.SubjectId) && periods.Contains(c.PeriodStart))
            .ToListAsync(cancellationToken);
        return counters.Where(c => wanted.Contains(c.Key)).ToDictionary(c => c.Key);
    }
}
