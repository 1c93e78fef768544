namespace AdCreator.Core.Usage.Queries;

/// <summary>Sums over some calls. Calls without a known cost are counted apart and never stand in for 0.</summary>
public sealed record UsageTotals
{
    /// <summary>No call at all.</summary>
    public static UsageTotals None { get; } = new();

    /// <summary>Attempts of model calls, whatever became of them.</summary>
    public long Calls { get; init; }

    /// <summary>US dollars, exact: the sum of all known costs.</summary>
    public decimal CostUsd { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Input and output together.</summary>
    public long TotalTokens { get; init; }

    /// <summary>Calls whose cost rests on counts estimated here; it is part of <see cref="CostUsd"/>.</summary>
    public long EstimatedCalls { get; init; }

    /// <summary>Calls of models without a price; not part of <see cref="CostUsd"/>.</summary>
    public long UnpricedCalls { get; init; }

    /// <summary>Calls that left and whose answer was never seen; not part of <see cref="CostUsd"/>.</summary>
    public long UnsettledCalls { get; init; }

    /// <summary>The most the unsettled calls can have cost, US dollars.</summary>
    public decimal UnsettledAtMostUsd { get; init; }

    /// <summary>Calls of the demo model, priced at list prices and billed by nobody.</summary>
    public long DemoCalls { get; init; }

    /// <summary>Both sets of calls together.</summary>
    public static UsageTotals operator +(UsageTotals left, UsageTotals right) => new()
    {
        Calls = left.Calls + right.Calls,
        CostUsd = left.CostUsd + right.CostUsd,
        InputTokens = left.InputTokens + right.InputTokens,
        OutputTokens = left.OutputTokens + right.OutputTokens,
        TotalTokens = left.TotalTokens + right.TotalTokens,
        EstimatedCalls = left.EstimatedCalls + right.EstimatedCalls,
        UnpricedCalls = left.UnpricedCalls + right.UnpricedCalls,
        UnsettledCalls = left.UnsettledCalls + right.UnsettledCalls,
        UnsettledAtMostUsd = left.UnsettledAtMostUsd + right.UnsettledAtMostUsd,
        DemoCalls = left.DemoCalls + right.DemoCalls,
    };
}
