using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Calls that are alike in every fact that a rollup tells apart.</summary>
internal sealed record CountedCalls
{
    /// <summary>See <see cref="UsageRollup.Quarter"/>.</summary>
    public required long Quarter { get; init; }

    public required CostState CostState { get; init; }

    public required bool IsDemo { get; init; }

    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The empty id is work for none.</summary>
    public required Guid BrandId { get; init; }

    /// <summary>How many; below zero for calls that are taken away, and the amounts with it.</summary>
    public required long Calls { get; init; }

    public required decimal CostUsd { get; init; }

    public required decimal CostUsdMax { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    /// <summary>The new state of a row, and its old one taken away.</summary>
    public static IEnumerable<CountedCalls> Of(UsageChange change)
    {
        if (change.Before is { } before)
        {
            yield return Of(before, -1);
        }

        if (change.After is { } after)
        {
            yield return Of(after, 1);
        }
    }

    /// <summary>Counts rows in the database.</summary>
    public static Task<List<CountedCalls>> ReadAsync(IQueryable<UsageRecord> rows, CancellationToken cancellationToken) => rows
        .GroupBy(u => new
        {
            Quarter = QuarterHour.Of(u.CreatedAt),
            u.CostState,
            u.IsDemo,
            u.Model,
            u.Operation,
            u.Outcome,
            u.UserId,
            BrandId = u.BrandId ?? Guid.Empty,
        })
        .Select(g => new CountedCalls
        {
            Quarter = g.Key.Quarter, CostState = g.Key.CostState, IsDemo = g.Key.IsDemo, Model = g.Key.Model, Operation = g.Key.Operation,
            Outcome = g.Key.Outcome, UserId = g.Key.UserId, BrandId = g.Key.BrandId, Calls = g.LongCount(), CostUsd = g.Sum(u => u.CostUsd) ?? 0,
            CostUsdMax = g.Sum(u => u.CostUsdMax) ?? 0, InputTokens = g.Sum(u => u.InputTokens), OutputTokens = g.Sum(u => u.OutputTokens),
        })
        .ToListAsync(cancellationToken);

    private static CountedCalls Of(UsageRecord row, int sign) => new()
    {
        Quarter = QuarterHour.NumberOf(row.CreatedAt), CostState = row.CostState, IsDemo = row.IsDemo, Model = row.Model, Operation = row.Operation,
        Outcome = row.Outcome, UserId = row.UserId, BrandId = row.BrandId ?? Guid.Empty, Calls = sign, CostUsd = sign * (row.CostUsd ?? 0),
        CostUsdMax = sign * (row.CostUsdMax ?? 0), InputTokens = sign * row.InputTokens, OutputTokens = sign * row.OutputTokens,
    };
}
