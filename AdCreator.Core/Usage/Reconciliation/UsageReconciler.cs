using System.Globalization;
using AdCreator.Core.Data;
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
        await using var snapshot = await Snapshot.BeginAsync(context, cancellationToken);
        var days = await SummedDays.ReadAsync(context, cancellationToken);
        var calendar = days.Calendar;
        var keptFrom = await context.UsageChecks.Select(c => c.KeptFrom).SingleOrDefaultAsync(cancellationToken) ?? DateTimeOffset.UnixEpoch;
        var asked = since is { } instant ? calendar.Month(calendar.DayOf(instant)).Start : keptFrom;
        var from = asked > keptFrom ? asked : keptFrom;
        var rows = RowsFrom(context, from);
        var periods = new BudgetPeriods(calendar);
        List<DriftFinding> findings =
        [
            .. await RollupComparison.CompareAsync(context, days, QuarterHour.NumberOf(from), cancellationToken),
            .. await CompareCountersAsync(context, rows, from, periods, cancellationToken),
        ];
        return new UsageDrift(from, await rows.LongCountAsync(cancellationToken), findings);
    }

    private static IQueryable<UsageRecord> RowsFrom(AdCreatorDbContext context, DateTimeOffset from)
    {
        var lowest = NewId.LowestAt(from);
        return context.TokenUsage.Where(u => u.CreatedAt >= from && u.Id >= lowest);
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
