using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>What runs and their ads have cost, from the rows of their calls.</summary>
internal sealed class RunCosts
{
    /// <summary>No call is older than its run; clocks of two processes may differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private readonly List<Part> parts;

    private RunCosts(List<Part> parts) => this.parts = parts;

    /// <summary>US dollars of all calls whose cost is known.</summary>
    public decimal SpentUsd => parts.Sum(p => p.CostUsd);

    /// <summary>Whether a demo call is among them; null while there is no call at all.</summary>
    public bool? IsDemo => parts.Count == 0 ? null : parts.Exists(p => p.IsDemo);

    /// <summary>What <see cref="SpentUsd"/> does not contain.</summary>
    public OpenCosts Open => new(
        parts.Where(p => p.State == CostState.Unknown).Sum(p => p.Calls),
        parts.Where(p => p.State == CostState.Unknown).Sum(p => p.AtMostUsd),
        parts.Where(p => p.State == CostState.Unpriced).Sum(p => p.Calls));

    /// <summary>The costs of some runs. The bound on the ids of calls lets the database skip the partitions before the oldest run.</summary>
    public static async Task<RunCosts> ReadAsync(AdCreatorDbContext context, IReadOnlyCollection<Guid> runIds, CancellationToken cancellationToken)
    {
        if (runIds.Count == 0)
        {
            return new RunCosts([]);
        }

        var lowest = NewId.LowestAt(runIds.Min(NewId.InstantOf) - Margin);
        return new RunCosts(await context.TokenUsage
            .Where(u => u.RunId != null && runIds.Contains(u.RunId.Value) && u.Id >= lowest)
            .GroupBy(u => new { RunId = u.RunId!.Value, u.AdId, u.CostState, u.IsDemo })
            .Select(g => new Part(
                g.Key.RunId,
                g.Key.AdId,
                g.Key.CostState,
                g.Key.IsDemo,
                g.LongCount(),
                g.Sum(u => u.CostUsd) ?? 0,
                g.Sum(u => u.CostUsdMax) ?? 0))
            .ToListAsync(cancellationToken));
    }

    /// <summary>Those of one run.</summary>
    public RunCosts OfRun(Guid runId) => new(parts.FindAll(p => p.RunId == runId));

    /// <summary>Those of one ad; what is for the whole run, such as its reference ad, belongs to none.</summary>
    public RunCosts OfAd(Guid adId) => new(parts.FindAll(p => p.AdId == adId));

    private sealed record Part(Guid RunId, Guid? AdId, CostState State, bool IsDemo, long Calls, decimal CostUsd, decimal AtMostUsd);
}
