using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Compares every rollup with the rows that it sums, some thousand calls at a time.</summary>
internal sealed class RollupComparison(AdCreatorDbContext context, SummedDays days, CancellationToken cancellationToken)
{
    /// <summary>Calls that are compared at once, or as many more as one day has.</summary>
    private const long Calls = 20_000;

    /// <summary>The first quarter-hour that no call is ever in.</summary>
    private static readonly long End = QuarterHour.NumberOf(new DateTimeOffset(3000, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly List<DriftFinding> findings = [];

    /// <summary>What is not the same on both sides, from the first quarter-hour of a day on.</summary>
    public static async Task<List<DriftFinding>> CompareAsync(AdCreatorDbContext context, SummedDays days, long from, CancellationToken cancellationToken)
    {
        var comparison = new RollupComparison(context, days, cancellationToken);
        foreach (var some in await comparison.PartsAsync(from))
        {
            await comparison.CompareAsync(some);
        }

        return comparison.findings;
    }

    /// <summary>All quarter-hours from the first on in parts of whole days: a sum may stand where no call is.</summary>
    private async Task<List<QuarterHours>> PartsAsync(long from)
    {
        var quarters = await context.TokenUsage.Within(from, End)
            .GroupBy(u => QuarterHour.Of(u.CreatedAt))
            .Select(g => new { Quarter = g.Key, Calls = g.LongCount() })
            .OrderBy(q => q.Quarter)
            .ToListAsync(cancellationToken);
        var parts = new List<QuarterHours>();
        var (first, calls) = (from, 0L);
        foreach (var day in quarters.GroupBy(q => days.DayOf(q.Quarter).Beyond))
        {
            calls += day.Sum(q => q.Calls);
            if (calls >= Calls)
            {
                parts.Add(new(first, day.Key));
                (first, calls) = (day.Key, 0);
            }
        }

        return [.. parts, new(first, End)];
    }

    private async Task CompareAsync(QuarterHours quarters)
    {
        var calls = await CountedCalls.ReadAsync(context.TokenUsage.Within(quarters.First, quarters.Beyond), cancellationToken);
        await CompareAsync(context.UsageByKind, quarters, calls);
        await CompareAsync(context.UsageByPerson, quarters, calls);
        await CompareAsync(context.UsageByBrand, quarters, calls);

        calls = days.Of(calls);
        await CompareAsync(context.UsageDaysByKind, quarters, calls);
        await CompareAsync(context.UsageDaysByPerson, quarters, calls);
        await CompareAsync(context.UsageDaysByBrand, quarters, calls);
        await CompareAsync(context.UsageDaysByPersonAndKind, quarters, calls);
        await CompareAsync(context.UsageDaysByBrandAndKind, quarters, calls);
        await CompareAsync(context.UsageDaysByBrandAndPerson, quarters, calls);
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
