using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Compares what is counted with what stands in the rows, at one instant of the database.</summary>
public sealed class UsageReconciler(AdCreatorDb database)
{
    /// <summary>Compares an organization's rows, rollups and counters from the beginning of a month on.</summary>
    /// <param name="organizationId">Whose.</param>
    /// <param name="since">An instant in the first month, in the organization's calendar; null for everything there is.</param>
    public async Task<UsageDrift> CompareAsync(Guid organizationId, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));

        // One snapshot for all that is read: what is settled meanwhile must not look like a difference.
        var snapshot = context.Database.IsNpgsql() ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted;
        await using var transaction = await context.Database.BeginTransactionAsync(snapshot, cancellationToken);
        var calendar = await OrganizationCalendar.ReadAsync(context, cancellationToken);
        var keptFrom = await context.UsageChecks.Select(c => c.KeptFrom).SingleOrDefaultAsync(cancellationToken) ?? DateTimeOffset.UnixEpoch;
        var asked = since is { } instant ? calendar.Month(calendar.DayOf(instant)).Start : keptFrom;
        var from = asked > keptFrom ? asked : keptFrom;
        var rows = RowsFrom(context, from);
        var periods = new BudgetPeriods(calendar);
        List<DriftFinding> findings =
        [
            .. await CompareKindsAsync(context, rows, from, cancellationToken),
            .. await ComparePeopleAsync(context, rows, from, cancellationToken),
            .. await CompareBrandsAsync(context, rows, from, cancellationToken),
            .. await CompareCountersAsync(context, rows, from, periods, cancellationToken),
        ];
        return new UsageDrift(from, await rows.LongCountAsync(cancellationToken), findings);
    }

    private static IQueryable<UsageRecord> RowsFrom(AdCreatorDbContext context, DateTimeOffset from)
    {
        var lowest = NewId.LowestAt(from);
        return context.TokenUsage.Where(u => u.CreatedAt >= from && u.Id >= lowest);
    }

    private static Task<List<DriftFinding>> CompareKindsAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, CancellationToken cancellationToken) => CompareAsync(
            "usage_by_kind",
            rows,
            Rollups(context.UsageByKind, from),
            u => new { Quarter = QuarterHour.Of(u.CreatedAt), Key = u.Model + "|" + u.Operation, u.Outcome, u.CostState, u.IsDemo },
            r => new { r.Quarter, Key = r.Model + "|" + r.Operation, r.Outcome, r.CostState, r.IsDemo },
            cancellationToken);

    private static Task<List<DriftFinding>> ComparePeopleAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, CancellationToken cancellationToken) => CompareAsync(
            "usage_by_person",
            rows,
            Rollups(context.UsageByPerson, from),
            u => new { Quarter = QuarterHour.Of(u.CreatedAt), u.UserId, u.CostState, u.IsDemo },
            r => new { r.Quarter, r.UserId, r.CostState, r.IsDemo },
            cancellationToken);

    private static Task<List<DriftFinding>> CompareBrandsAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, CancellationToken cancellationToken) => CompareAsync(
            "usage_by_brand",
            rows,
            Rollups(context.UsageByBrand, from),
            u => new { Quarter = QuarterHour.Of(u.CreatedAt), BrandId = u.BrandId ?? Guid.Empty, u.CostState, u.IsDemo },
            r => new { r.Quarter, r.BrandId, r.CostState, r.IsDemo },
            cancellationToken);

    private static IQueryable<TRollup> Rollups<TRollup>(IQueryable<TRollup> rollups, DateTimeOffset from)
        where TRollup : UsageRollup
    {
        var first = QuarterHour.NumberOf(from);
        return rollups.Where(r => r.Quarter >= first);
    }

    /// <summary>Both sides grouped alike by the database; what is not the same on both is a finding.</summary>
    private static async Task<List<DriftFinding>> CompareAsync<TRollup, TKey>(
        string table,
        IQueryable<UsageRecord> rows,
        IQueryable<TRollup> rollups,
        Expression<Func<UsageRecord, TKey>> keyOfRow,
        Expression<Func<TRollup, TKey>> keyOfRollup,
        CancellationToken cancellationToken)
        where TRollup : UsageRollup
        where TKey : notnull
    {
        var counted = await rows.GroupBy(keyOfRow)
            .Select(g => new { g.Key, Usd = g.Sum(u => u.CostUsd) ?? 0, AtMost = g.Sum(u => u.CostUsdMax) ?? 0, Calls = g.LongCount(), In = g.Sum(u => u.InputTokens), Out = g.Sum(u => u.OutputTokens) })
            .ToListAsync(cancellationToken);
        var summed = await rollups.GroupBy(keyOfRollup)
            .Select(g => new { g.Key, Usd = g.Sum(r => r.CostUsd), AtMost = g.Sum(r => r.CostUsdMax), Calls = g.Sum(r => r.Calls), In = g.Sum(r => r.InputTokens), Out = g.Sum(r => r.OutputTokens) })
            .ToListAsync(cancellationToken);
        var sums = summed.ToDictionary(s => s.Key);
        var findings = new List<DriftFinding>();
        foreach (var row in counted)
        {
            sums.Remove(row.Key, out var sum);
            if (!row.Equals(sum))
            {
                findings.Add(new DriftFinding($"{table}: {row.Key}", row.Usd + row.AtMost, (sum?.Usd ?? 0) + (sum?.AtMost ?? 0), row.Calls, sum?.Calls ?? 0));
            }
        }

        return [.. findings, .. sums.Values.Where(s => s is not { Usd: 0, AtMost: 0, Calls: 0, In: 0, Out: 0 })
            .Select(s => new DriftFinding($"{table}: {s.Key}", 0, s.Usd + s.AtMost, 0, s.Calls))];
    }

    private static async Task<List<DriftFinding>> CompareCountersAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, BudgetPeriods periods, CancellationToken cancellationToken)
    {
        var expected = await CountedSpending.ReadAsync(context, rows, periods, cancellationToken);
        var lowestRun = NewId.LowestAt(from);
        var counters = await context.UsageCounters.AsNoTracking()
            .Where(c => c.Scope == BudgetScope.Run ? c.SubjectId >= lowestRun : c.PeriodStart >= from)
            .ToListAsync(cancellationToken);
        var found = counters.ToDictionary(c => c.Key);

        // A set that began before the first month has rows that are not looked at here.
        var keys = expected.Settled.Keys.Where(k => k.Scope != BudgetScope.Run || k.SubjectId >= lowestRun)
            .Concat(expected.Held.Keys).Concat(found.Keys).Distinct();
        var findings = new List<DriftFinding>();
        foreach (var key in keys)
        {
            var counter = found.GetValueOrDefault(key);
            var isCompared = key.Scope == BudgetScope.Run ? key.SubjectId >= lowestRun : key.PeriodStart >= from;
            Note("settled", isCompared ? expected.Settled.GetValueOrDefault(key) : counter?.SettledUsd ?? 0, counter?.SettledUsd ?? 0);
            Note("held", isCompared ? expected.Held.GetValueOrDefault(key) : counter?.HeldUsd ?? 0, counter?.HeldUsd ?? 0);

            void Note(string what, decimal rowsUsd, decimal counterUsd)
            {
                if (rowsUsd != counterUsd)
                {
                    findings.Add(new DriftFinding(string.Create(CultureInfo.InvariantCulture, $"usage_counters {what}: {key}"), rowsUsd, counterUsd, 0, 0));
                }
            }
        }

        return findings;
    }
}
