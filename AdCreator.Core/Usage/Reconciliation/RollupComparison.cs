using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Compares every rollup with the rows that it sums, a day of the organization at a time.</summary>
internal sealed class RollupComparison(AdCreatorDbContext context, SummedDays days, CancellationToken cancellationToken)
{
    private readonly List<DriftFinding> findings = [];

    /// <summary>What is not the same on both sides, from the first quarter-hour of a day on.</summary>
    public static async Task<List<DriftFinding>> CompareAsync(AdCreatorDbContext context, SummedDays days, long from, CancellationToken cancellationToken)
    {
        var comparison = new RollupComparison(context, days, cancellationToken);
        for (var first = await comparison.NextAsync(from); first is not null;)
        {
            var day = days.DayOf(first.Value);
            await comparison.CompareDayAsync(day.First, day.Beyond);
            first = await comparison.NextAsync(day.Beyond);
        }

        return comparison.findings;
    }

    /// <summary>The next quarter-hour that a row or a sum stands at.</summary>
    private async Task<long?> NextAsync(long from)
    {
        var (start, lowest) = (QuarterHour.Start(from), NewId.LowestAt(QuarterHour.Start(from)));
        var row = await context.TokenUsage.Where(u => u.CreatedAt >= start && u.Id >= lowest).MinAsync(u => (DateTimeOffset?)u.CreatedAt, cancellationToken);
        long?[] next =
        [
            row is { } instant ? QuarterHour.NumberOf(instant) : null,
            await NextAsync(context.UsageByKind, from), await NextAsync(context.UsageByPerson, from), await NextAsync(context.UsageByBrand, from),
            await NextAsync(context.UsageDaysByKind, from), await NextAsync(context.UsageDaysByPerson, from), await NextAsync(context.UsageDaysByBrand, from),
            await NextAsync(context.UsageDaysByPersonAndKind, from), await NextAsync(context.UsageDaysByBrandAndKind, from),
            await NextAsync(context.UsageDaysByBrandAndPerson, from),
        ];
        return next.Min();
    }

    private Task<long?> NextAsync<TRollup>(IQueryable<TRollup> sums, long from)
        where TRollup : UsageRollup => sums.Where(r => r.Quarter >= from).MinAsync(r => (long?)r.Quarter, cancellationToken);

    private async Task CompareDayAsync(long first, long beyond)
    {
        var day = new QuarterHours(first, beyond);
        var calls = await CountedCalls.ReadAsync(context.TokenUsage.Within(first, beyond), cancellationToken);
        await CompareAsync(context.UsageByKind, day, calls);
        await CompareAsync(context.UsageByPerson, day, calls);
        await CompareAsync(context.UsageByBrand, day, calls);

        calls = days.Of(calls);
        await CompareAsync(context.UsageDaysByKind, day, calls);
        await CompareAsync(context.UsageDaysByPerson, day, calls);
        await CompareAsync(context.UsageDaysByBrand, day, calls);
        await CompareAsync(context.UsageDaysByPersonAndKind, day, calls);
        await CompareAsync(context.UsageDaysByBrandAndKind, day, calls);
        await CompareAsync(context.UsageDaysByBrandAndPerson, day, calls);
    }

    private async Task CompareAsync<TRollup>(IQueryable<TRollup> sums, QuarterHours quarters, List<CountedCalls> calls)
        where TRollup : UsageRollup, ISumsOf<TRollup>
    {
        var table = TableColumns<TRollup>.Of(context.Model).Table;
        var found = (await quarters.Of(sums).AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(RollupKey.Of);
        foreach (var counted in UsageRollups.Sum<TRollup>(context.OrganizationId, calls))
        {
            found.Remove(RollupKey.Of(counted), out var sum);
            if (sum is null || AmountsOf(sum) != AmountsOf(counted))
            {
                findings.Add(Finding(counted, sum, RollupKey.Of(counted)));
            }
        }

        findings.AddRange(found.Where(s => AmountsOf(s.Value) != default).Select(s => Finding(null, s.Value, s.Key)));

        DriftFinding Finding(TRollup? counted, TRollup? sum, RollupKey key) =>
            new($"{table}: {key}", UsdOf(counted), UsdOf(sum), counted?.Calls ?? 0, sum?.Calls ?? 0);
    }

    private static decimal UsdOf(UsageRollup? sums) => sums is null ? 0 : sums.CostUsd + sums.CostUsdMax;

    private static (decimal, decimal, long, long, long) AmountsOf(UsageRollup sums) =>
        (sums.CostUsd, sums.CostUsdMax, sums.Calls, sums.InputTokens, sums.OutputTokens);
}
