using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Versions;

namespace AdCreator.Core.Ads.Runs;

/// <summary>A run as a page shows it: its rows and their cost, read together.</summary>
/// <param name="SpentUsd">US dollars of every call of the run so far whose cost is known; the others stand in <see cref="Open"/>.</param>
/// <param name="IsDemo">Whether the demo model answered: nothing was billed.</param>
public sealed record RunView(
    Guid Id,
    Brief Brief,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CancelRequestedAt,
    decimal? QuotedAtMostUsd,
    decimal SpentUsd,
    bool IsDemo,
    IReadOnlyList<AdView> Ads)
{
    /// <summary>What <see cref="SpentUsd"/> does not contain.</summary>
    public OpenCosts Open { get; init; } = OpenCosts.None;

    /// <summary>Words that people sort sets by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>One ad of a run as a page shows it.</summary>
/// <param name="CostUsd">US dollars of every call made for this ad, failed ones included, whose cost is known; the others stand in <see cref="Open"/>.</param>
/// <param name="RetryAtMostUsd">The most that trying again can cost, US dollars; null when unknown.</param>
public sealed record AdView(
    Guid Id,
    int Number,
    AdStage Stage,
    int Attempt,
    Hook? Hook,
    Guid? FinalBlobId,
    Review? Review,
    Decision Decision,
    string? DecisionReason,
    AdProblem? Problem,
    decimal CostUsd,
    decimal? RetryAtMostUsd,
    DateTimeOffset? FinishedAt)
{
    /// <summary>The most that another picture for this ad can cost, with its review, US dollars; null when unknown.</summary>
    public decimal? ChangeAtMostUsd { get; init; }

    /// <summary>The model's picture without text; null until there is one.</summary>
    public Guid? SceneBlobId { get; init; }

    /// <summary>The version shown; null until the first is composed.</summary>
    public Guid? VersionId { get; init; }

    /// <summary>Its number, from 1; 0 before the first.</summary>
    public int VersionNumber { get; init; }

    /// <summary>Words and places that a person changed; null for none.</summary>
    public AdDesign? Design { get; init; }

    /// <summary>What the program measured; null until composed.</summary>
    public CheckReport? Checks { get; init; }

    /// <summary>What <see cref="CostUsd"/> does not contain.</summary>
    public OpenCosts Open { get; init; } = OpenCosts.None;
}
