namespace AdCreator.Core.Usage;

/// <summary>What a transaction does to one row of usage; counters and rollups move by the difference.</summary>
/// <param name="Before">The row as it stood; null when it is new.</param>
/// <param name="After">The row as it stands now; null when it is gone.</param>
internal sealed record UsageChange(UsageRecord? Before, UsageRecord? After)
{
    /// <summary>What a row counts in budgets, US dollars: its cost, or the most it can have cost while that is not known.</summary>
    public static decimal CountedUsd(UsageRecord row) =>
        row.CostUsd ?? (row.CostState == CostState.Unknown ? row.CostUsdMax ?? 0 : 0);
}
