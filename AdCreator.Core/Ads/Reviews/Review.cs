namespace AdCreator.Core.Ads.Reviews;

/// <summary>What the reviewer model said of an ad, and what follows from it.</summary>
/// <param name="State">Whether there is a verdict at all.</param>
/// <param name="Verdict">Null unless <paramref name="State"/> is <see cref="ReviewState.Completed"/>.</param>
/// <param name="Score">Weighted mean, 0 to 10; null without a verdict.</param>
/// <param name="Criteria">Each criterion with score and reason.</param>
/// <param name="Summary">One sentence; for a failed review, why it failed.</param>
public sealed record Review(
    ReviewState State, ReviewVerdict? Verdict, double? Score, IReadOnlyList<CriterionScore> Criteria, string Summary);

public enum ReviewState
{
    Completed = 1,

    /// <summary>No readable verdict: never a pass.</summary>
    Failed,
}

public enum ReviewVerdict
{
    /// <summary>From 7.0.</summary>
    Approved = 1,

    /// <summary>From 5.0 to below 7.0.</summary>
    Flagged,

    /// <summary>Below 5.0, or below 3 on artifacts or an invented offer.</summary>
    Rejected,
}

/// <param name="Criterion">Key of the rubric.</param>
/// <param name="Score">0 to 10.</param>
/// <param name="Reason">Why, in one or two sentences.</param>
public sealed record CriterionScore(string Criterion, double Score, string Reason);
