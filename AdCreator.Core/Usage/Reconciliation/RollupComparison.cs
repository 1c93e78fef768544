using System.Globalization;
using System.Linq.Expressions;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Compares every rollup with the rows that it sums, each side grouped by the database.</summary>
/// <remarks>Rows are read once for a quarter-hour's rollup and its day's: what is counted of the one adds up to the other.</remarks>
internal sealed class RollupComparison(AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, CancellationToken cancellationToken)
{
    /// <summary>The first day of UTC that lies after the beginning altogether.</summary>
    private readonly long firstDay = QuarterHour.DayOf(QuarterHour.NumberOf(from) + QuarterHour.InDay - 1);

    /// <summary>What is not the same on both sides.</summary>
    public static async Task<List<DriftFinding>> CompareAsync(
        AdCreatorDbContext context, IQueryable<UsageRecord> rows, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var comparison = new RollupComparison(context, rows, from, cancellationToken);
        return [.. await comparison.KindsAsync(), .. await comparison.PeopleAsync(), .. await comparison.BrandsAsync()];
    }

    private async Task<List<DriftFinding>> KindsAsync()
    {
        var counted = await CountAsync(u => new SumKey
        {
            Quarter = QuarterHour.Of(u.CreatedAt) / QuarterHour.InDay * QuarterHour.InDay, State = u.CostState, IsDemo = u.IsDemo, Facts = u.Model + "|" + u.Operation, Outcome = u.Outcome,
        });
        var quarters = await SumAsync(Since(context.UsageByKind), r => new SumKey
        {
            Quarter = r.Quarter / QuarterHour.InDay * QuarterHour.InDay, State = r.CostState, IsDemo = r.IsDemo, Facts = r.Model + "|" + r.Operation, Outcome = r.Outcome,
        });
        var days = await SumAsync(Days(context.UsageDaysByKind), r => new SumKey
        {
            Quarter = r.Quarter, State = r.CostState, IsDemo = r.IsDemo, Facts = r.Model + "|" + r.Operation, Outcome = r.Outcome,
        });
        return [.. Compare("usage_by_kind", counted, quarters), .. Compare("usage_days_by_kind", OfDays(counted), days)];
    }

    private async Task<List<DriftFinding>> PeopleAsync()
    {
        var counted = await CountAsync(u => new SumKey { Quarter = QuarterHour.Of(u.CreatedAt), State = u.CostState, IsDemo = u.IsDemo, Subject = u.UserId });
        var quarters = await SumAsync(Since(context.UsageByPerson), r => new SumKey { Quarter = r.Quarter, State = r.CostState, IsDemo = r.IsDemo, Subject = r.UserId });
        var days = await SumAsync(Days(context.UsageDaysByPerson), r => new SumKey { Quarter = r.Quarter, State = r.CostState, IsDemo = r.IsDemo, Subject = r.UserId });
        var times = await SumAsync(Since(context.UsageByTime), r => new SumKey { Quarter = r.Quarter, State = r.CostState, IsDemo = r.IsDemo });
        return
        [
            .. Compare("usage_by_person", counted, quarters),
            .. Compare("usage_days_by_person", OfDays(counted), days),
            .. Compare("usage_by_time", AddUp(counted, key => key with { Subject = Guid.Empty }), times),
        ];
    }

    private async Task<List<DriftFinding>> BrandsAsync()
    {
        var counted = await CountAsync(u => new SumKey
        {
            Quarter = QuarterHour.Of(u.CreatedAt) / QuarterHour.InDay * QuarterHour.InDay, State = u.CostState, IsDemo = u.IsDemo, Subject = u.BrandId ?? Guid.Empty,
        });
        var quarters = await SumAsync(Since(context.UsageByBrand), r => new SumKey
        {
            Quarter = r.Quarter / QuarterHour.InDay * QuarterHour.InDay, State = r.CostState, IsDemo = r.IsDemo, Subject = r.BrandId,
        });
        var days = await SumAsync(Days(context.UsageDaysByBrand), r => new SumKey { Quarter = r.Quarter, State = r.CostState, IsDemo = r.IsDemo, Subject = r.BrandId });
        return [.. Compare("usage_by_brand", counted, quarters), .. Compare("usage_days_by_brand", OfDays(counted), days)];
    }

    private IQueryable<TRollup> Since<TRollup>(IQueryable<TRollup> quarters)
        where TRollup : UsageRollup
    {
        var first = QuarterHour.NumberOf(from);
        return quarters.Where(r => r.Quarter >= first);
    }

    private IQueryable<TRollup> Days<TRollup>(IQueryable<TRollup> days)
        where TRollup : UsageRollup => days.Where(r => r.Quarter >= firstDay);

    private Task<List<GroupSum>> CountAsync(Expression<Func<UsageRecord, SumKey>> key) => rows.GroupBy(key)
        .Select(g => new GroupSum(g.Key, g.Sum(u => u.CostUsd) ?? 0, g.Sum(u => u.CostUsdMax) ?? 0, g.LongCount(), g.Sum(u => u.InputTokens), g.Sum(u => u.OutputTokens)))
        .ToListAsync(cancellationToken);

    private Task<List<GroupSum>> SumAsync<TRollup>(IQueryable<TRollup> rollups, Expression<Func<TRollup, SumKey>> key)
        where TRollup : UsageRollup => rollups.GroupBy(key)
        .Select(g => new GroupSum(g.Key, g.Sum(r => r.CostUsd), g.Sum(r => r.CostUsdMax), g.Sum(r => r.Calls), g.Sum(r => r.InputTokens), g.Sum(r => r.OutputTokens)))
        .ToListAsync(cancellationToken);

    private List<GroupSum> OfDays(IEnumerable<GroupSum> counted) =>
        AddUp(counted.Where(c => c.Key.Quarter >= firstDay), key => key with { Quarter = QuarterHour.DayOf(key.Quarter) });

    private static List<GroupSum> AddUp(IEnumerable<GroupSum> sums, Func<SumKey, SumKey> coarser) =>
        [.. sums.GroupBy(s => coarser(s.Key)).Select(g => new GroupSum(g.Key, g.Sum(s => s.Usd), g.Sum(s => s.AtMostUsd), g.Sum(s => s.Calls), g.Sum(s => s.Input), g.Sum(s => s.Output)))];

    private static IEnumerable<DriftFinding> Compare(string table, List<GroupSum> counted, List<GroupSum> summed)
    {
        var sums = summed.ToDictionary(s => s.Key);
        foreach (var row in counted)
        {
            sums.Remove(row.Key, out var sum);
            if (row != sum)
            {
                yield return new($"{table}: {row.Key}", row.Usd + row.AtMostUsd, (sum?.Usd ?? 0) + (sum?.AtMostUsd ?? 0), row.Calls, sum?.Calls ?? 0);
            }
        }

        foreach (var sum in sums.Values.Where(s => s is not { Usd: 0, AtMostUsd: 0, Calls: 0, Input: 0, Output: 0 }))
        {
            yield return new($"{table}: {sum.Key}", 0, sum.Usd + sum.AtMostUsd, 0, sum.Calls);
        }
    }

    /// <summary>What a rollup tells apart; a part that it does not know is empty.</summary>
    private sealed record SumKey
    {
        public required long Quarter { get; init; }

        public required CostState State { get; init; }

        public required bool IsDemo { get; init; }

        public string? Facts { get; init; }

        public UsageOutcome Outcome { get; init; }

        public Guid Subject { get; init; }

        /// <summary>For a person who looks for the cause.</summary>
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{QuarterHour.Start(Quarter):yyyy-MM-dd'T'HH:mm'Z'} {(Facts is null ? Subject : $"{Facts} {SnakeCase.Of(Outcome)}")}, {SnakeCase.Of(State)}{(IsDemo ? ", demo" : "")}");
    }

    private sealed record GroupSum(SumKey Key, decimal Usd, decimal AtMostUsd, long Calls, long Input, long Output);
}
