using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Lets a call through only if the most it can cost fits into every limit that it is under.</summary>
/// <remarks>
/// Nothing is shrunk and nothing is let through. Counters are raised for each call that fits, limits or not, so that a
/// limit set in the middle of a period knows what was spent before.
/// </remarks>
internal static class BudgetGate
{
    /// <summary>Adds the reservations that fit to the context and holds their amounts; the caller saves and commits.</summary>
    /// <returns>One result a reservation, in their order.</returns>
    public static async Task<IReadOnlyList<ReservationResult>> HoldAsync(
        AdCreatorDbContext context, IReadOnlyList<UsageReservation> reservations, CancellationToken cancellationToken)
    {
        await UsageLock.ShareAsync(context, cancellationToken);
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
        var keys = reservations.SelectMany(periods.Of).Distinct().ToList();
        var counters = await UsageCounters.LockAsync(context, keys, cancellationToken);
        return [.. reservations.Select(r => Hold(context, r, [.. periods.Of(r).Select(k => counters[k])], limits, periods))];
    }

    /// <summary>The limit of a counter; null when it has none.</summary>
    public static SpendingLimit? LimitOf(CounterKey counter, IEnumerable<SpendingLimit> limits) => limits
        .Where(l => l.Scope == counter.Scope && (l.PersonId == Guid.Empty || (counter.Scope == BudgetScope.PersonDay && l.PersonId == counter.SubjectId)))
        .MaxBy(l => l.PersonId != Guid.Empty);

    private static ReservationResult Hold(
        AdCreatorDbContext context, UsageReservation reservation, UsageCounter[] counters, List<SpendingLimit> limits, BudgetPeriods periods)
    {
        foreach (var counter in counters)
        {
            if (LimitOf(counter.Key, limits) is { } limit && Left(counter, limit) is var left && !(reservation.CostUsdMax <= left))
            {
                var end = periods.PeriodOf(counter.Scope, reservation.CreatedAt).End;
                return new ReservationResult.Refused(new LimitReached(
                    counter.Scope,
                    limit.AmountUsd + counter.GrantedUsd,
                    Math.Max(0, left),
                    reservation.CostUsdMax,
                    counter.Scope == BudgetScope.Run ? null : end));
            }
        }

        foreach (var counter in counters)
        {
            counter.HeldUsd += reservation.CostUsdMax ?? 0;
        }

        context.UsageReservations.Add(reservation);
        return new ReservationResult.Reserved();
    }

    private static decimal Left(UsageCounter counter, SpendingLimit limit) => limit.AmountUsd + counter.GrantedUsd - counter.UsedUsd;
}
