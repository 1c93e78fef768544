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
    /// <summary>Writes the reservations that fit and holds their amounts, inside a transaction of the caller.</summary>
    /// <returns>One result a reservation, in their order.</returns>
    public static async Task<IReadOnlyList<ReservationResult>> HoldAsync(
        AdCreatorDbContext context, IReadOnlyList<UsageReservation> reservations, CancellationToken cancellationToken)
    {
        await UsageLock.ShareAsync(context, cancellationToken);
        var periods = new BudgetPeriods(await OrganizationCalendar.ReadAsync(context, cancellationToken));
        var limits = await context.SpendingLimits.AsNoTracking().ToListAsync(cancellationToken);
        var counters = await UsageCounters.LockAsync(context, KeysOf(reservations, periods), cancellationToken);
        var results = Hold(reservations, counters, limits, periods);
        context.UsageReservations.AddRange(Reserved(reservations, results));
        await context.SaveChangesAsync(cancellationToken);
        return results;
    }

    /// <summary>Every counter that reservations belong to, once.</summary>
    public static List<CounterKey> KeysOf(IEnumerable<UsageReservation> reservations, BudgetPeriods periods) =>
        [.. reservations.SelectMany(periods.Of).Distinct()];

    /// <summary>Lets each reservation through that fits, and raises what its locked counters hold.</summary>
    /// <returns>One result a reservation, in their order.</returns>
    public static List<ReservationResult> Hold(
        IEnumerable<UsageReservation> reservations, Dictionary<CounterKey, UsageCounter> counters, IReadOnlyCollection<SpendingLimit> limits, BudgetPeriods periods) =>
        [.. reservations.Select(r => Hold(r, [.. periods.Of(r).Select(k => counters[k])], limits, periods))];

    /// <summary>Those that were let through.</summary>
    public static List<UsageReservation> Reserved(IEnumerable<UsageReservation> reservations, IEnumerable<ReservationResult> results) =>
        [.. reservations.Zip(results).Where(pair => pair.Second is ReservationResult.Reserved).Select(pair => pair.First)];

    /// <summary>The limit of a counter; null when it has none.</summary>
    public static SpendingLimit? LimitOf(CounterKey counter, IEnumerable<SpendingLimit> limits) => limits
        .Where(l => l.Scope == counter.Scope && (l.PersonId == Guid.Empty || (counter.Scope == BudgetScope.PersonDay && l.PersonId == counter.SubjectId)))
        .MaxBy(l => l.PersonId != Guid.Empty);

    private static ReservationResult Hold(
        UsageReservation reservation, UsageCounter[] counters, IReadOnlyCollection<SpendingLimit> limits, BudgetPeriods periods)
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

        return new ReservationResult.Reserved();
    }

    private static decimal Left(UsageCounter counter, SpendingLimit limit) => limit.AmountUsd + counter.GrantedUsd - counter.UsedUsd;
}
