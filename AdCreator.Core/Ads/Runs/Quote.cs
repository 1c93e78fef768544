using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Ads.Runs;

/// <summary>What a run will cost, said before it is ordered.</summary>
/// <param name="AtMostUsd">The most, US dollars; null when a model has no price.</param>
/// <param name="UsuallyUsd">What such runs cost so far, US dollars; null while there is nothing to go by.</param>
/// <param name="IsDemo">Whether the demo model will answer: nothing is billed.</param>
/// <param name="BasisText">What the figures rest on, one sentence for people.</param>
public sealed record Quote(decimal? AtMostUsd, decimal? UsuallyUsd, bool IsDemo, string BasisText)
{
    /// <summary>The tightest limit that the order is under; null without limits.</summary>
    public BudgetLeft? Budget { get; init; }

    /// <summary>How many ads the tightest limit leaves room for, 0 or more; null without limits.</summary>
    public int? AdsThatFit { get; init; }

    /// <summary>Whether the most it can cost is more than is left: it cannot be ordered as it is.</summary>
    public bool IsOverBudget => Budget is { } budget && !(AtMostUsd <= budget.LeftUsd);
}
