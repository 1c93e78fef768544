using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>What every counter has to be, counted from rows and live reservations.</summary>
internal sealed record CountedSpending(IReadOnlyDictionary<CounterKey, decimal> Settled, IReadOnlyDictionary<CounterKey, decimal> Held)
{
    public static async Task<CountedSpending> ReadAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, BudgetPeriods periods, CancellationToken cancellationToken)
    {
        var settled = new Dictionary<CounterKey, decimal>();

        // Days and months of any zone are made of whole quarter-hours.
        var byPerson = await rows
            .GroupBy(u => new { Quarter = QuarterHour.Of(u.CreatedAt), u.UserId, u.CostState, u.IsDemo })
            .Select(g => new { g.Key, Usd = g.Sum(u => u.CostUsd) ?? 0, AtMost = g.Sum(u => u.CostUsdMax) ?? 0 })
            .ToListAsync(cancellationToken);
        foreach (var group in byPerson)
        {
            var at = QuarterHour.Start(group.Key.Quarter);
            var counted = Counted(group.Key.CostState, group.Usd, group.AtMost);
            Add(settled, new CounterKey(BudgetScope.OrganizationMonth, Guid.Empty, periods.PeriodOf(BudgetScope.OrganizationMonth, at).Start, group.Key.IsDemo), counted);
            if (group.Key.UserId != Guid.Empty)
            {
                Add(settled, new CounterKey(BudgetScope.PersonDay, group.Key.UserId, periods.PeriodOf(BudgetScope.PersonDay, at).Start, group.Key.IsDemo), counted);
            }
        }

        var byRun = await rows
            .Where(u => u.RunId != null)
            .GroupBy(u => new { u.RunId, u.CostState, u.IsDemo })
            .Select(g => new { g.Key, Usd = g.Sum(u => u.CostUsd) ?? 0, AtMost = g.Sum(u => u.CostUsdMax) ?? 0 })
            .ToListAsync(cancellationToken);
        foreach (var group in byRun)
        {
            var start = periods.PeriodOf(BudgetScope.Run, default).Start;
            Add(settled, new CounterKey(BudgetScope.Run, group.Key.RunId!.Value, start, group.Key.IsDemo), Counted(group.Key.CostState, group.Usd, group.AtMost));
        }

        return new CountedSpending(settled, await ReadHeldAsync(context, periods, cancellationToken));
    }

    private static async Task<Dictionary<CounterKey, decimal>> ReadHeldAsync(AdCreatorDbContext context, BudgetPeriods periods, CancellationToken cancellationToken)
    {
        var held = new Dictionary<CounterKey, decimal>();
        foreach (var reservation in await context.UsageReservations.AsNoTracking().ToListAsync(cancellationToken))
        {
            foreach (var key in periods.Of(reservation))
            {
                Add(held, key, reservation.CostUsdMax ?? 0);
            }
        }

        return held;
    }

    private static decimal Counted(CostState state, decimal usd, decimal atMostUsd) => state == CostState.Unknown ? atMostUsd : usd;

    private static void Add(Dictionary<CounterKey, decimal> sums, CounterKey key, decimal usd) => sums[key] = sums.GetValueOrDefault(key) + usd;
}
