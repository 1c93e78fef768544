using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>A run: what was ordered, how far it is, and what it cost so far.</summary>
public sealed record RunDto
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required string BrandName { get; init; }

    public required string ProductName { get; init; }

    public required string Wish { get; init; }

    public required string AspectRatio { get; init; }

    /// <summary>How many ads were ordered.</summary>
    public required int Variations { get; init; }

    /// <summary>Whether an ad is being made or waits to be.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When somebody cancelled, UTC; null while nobody did.</summary>
    public required DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The most that the order could cost when it was made; null when a model has no price.</summary>
    public required Usd? QuotedAtMostUsd { get; init; }

    /// <summary>All calls of the run so far whose cost is known.</summary>
    public required Usd SpentUsd { get; init; }

    /// <summary>What <c>spent_usd</c> does not contain.</summary>
    public required OpenCostsDto Open { get; init; }

    /// <summary>Whether the demo model answers: priced at list prices, billed by nobody.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>By number.</summary>
    public required IReadOnlyList<AdDto> Ads { get; init; }

    internal static RunDto Of(RunView run) => new()
    {
        Id = run.Id,
        CreatedAt = run.CreatedAt,
        BrandName = run.Brief.BrandName,
        ProductName = run.Brief.ProductName,
        Wish = run.Brief.Wish,
        AspectRatio = run.Brief.AspectRatio,
        Variations = run.Brief.Variations,
        IsActive = run.Ads.Any(a => a.Stage.IsActive()),
        CancelRequestedAt = run.CancelRequestedAt,
        QuotedAtMostUsd = Usd.Of(run.QuotedAtMostUsd),
        SpentUsd = new(run.SpentUsd),
        Open = OpenCostsDto.Of(run.Open),
        IsDemo = run.IsDemo,
        Ads = [.. run.Ads.Select(a => AdDto.Of(run.Id, a))],
    };
}

/// <summary>Calls that an amount spent does not contain, because their cost is not known.</summary>
/// <param name="UnsettledCalls">Calls that left and whose answer was never seen.</param>
/// <param name="UnsettledAtMostUsd">The most these can have cost.</param>
/// <param name="UnpricedCalls">Calls of a model without a price.</param>
public sealed record OpenCostsDto(long UnsettledCalls, Usd UnsettledAtMostUsd, long UnpricedCalls)
{
    internal static OpenCostsDto Of(OpenCosts open) => new(open.UnsettledCalls, new(open.UnsettledAtMostUsd), open.UnpricedCalls);
}

/// <summary>One ad of a run.</summary>
public sealed record AdDto
{
    public required Guid Id { get; init; }

    /// <summary>1 to 12 within the run.</summary>
    public required int Number { get; init; }

    /// <summary>queued, understanding_reference, writing_hook, drawing, adding_text, reviewing, done, failed or cancelled.</summary>
    public required string Stage { get; init; }

    /// <summary>1, and one more each time the ad is made anew.</summary>
    public required int Attempt { get; init; }

    /// <summary>The line that stops the scroll; null until written.</summary>
    public required string? Hook { get; init; }

    /// <summary>Where the finished picture is; null until made.</summary>
    public required string? PictureUrl { get; init; }

    /// <summary>What the reviewer model said; null until it did.</summary>
    public required ReviewDto? Review { get; init; }

    /// <summary>What a person decided: none, approved or rejected.</summary>
    public required string Decision { get; init; }

    /// <summary>Why the ad failed or waits; null while it does not.</summary>
    public required AdProblemDto? Problem { get; init; }

    /// <summary>All calls made for this ad whose cost is known, failed ones included.</summary>
    public required Usd CostUsd { get; init; }

    /// <summary>What <c>cost_usd</c> does not contain.</summary>
    public required OpenCostsDto Open { get; init; }

    /// <summary>UTC; null while it is being made.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    internal static AdDto Of(Guid runId, AdView ad) => new()
    {
        Id = ad.Id,
        Number = ad.Number,
        Stage = SnakeCase.Of(ad.Stage),
        Attempt = ad.Attempt,
        Hook = ad.Hook?.Text,
        PictureUrl = ad.FinalBlobId is null ? null : $"/api/v1/runs/{runId}/ads/{ad.Number}/picture",
        Review = ad.Review is { } review ? new(SnakeCase.Of(review.State), review.Verdict is { } verdict ? SnakeCase.Of(verdict) : null, review.Score, review.Summary) : null,
        Decision = SnakeCase.Of(ad.Decision),
        Problem = ad.Problem is { } problem ? new(problem.Kind, SnakeCase.Of(problem.Stage), problem.Explanation, problem.Remedy, problem.RetryAt) : null,
        CostUsd = new(ad.CostUsd),
        Open = OpenCostsDto.Of(ad.Open),
        FinishedAt = ad.FinishedAt,
    };
}

/// <summary>What the reviewer model said of an ad.</summary>
/// <param name="State">completed, or failed: then there is no verdict, and it is no pass.</param>
/// <param name="Verdict">approved, flagged or rejected; null without one.</param>
/// <param name="Score">0 to 10; null without a verdict.</param>
/// <param name="Summary">One sentence.</param>
public sealed record ReviewDto(string State, string? Verdict, double? Score, string Summary);

/// <summary>Why an ad failed or waits.</summary>
/// <param name="Kind">Stable word for the cause, such as <c>blocked</c> or <c>overloaded</c>.</param>
/// <param name="Stage">Where it happened.</param>
/// <param name="Explanation">The cause in plain words.</param>
/// <param name="Remedy">What can be done.</param>
/// <param name="RetryAt">When trying again makes sense, UTC; null for at once.</param>
public sealed record AdProblemDto(string Kind, string Stage, string Explanation, string Remedy, DateTimeOffset? RetryAt);
