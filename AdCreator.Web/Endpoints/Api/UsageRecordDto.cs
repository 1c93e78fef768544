using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>One page of calls.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record UsageRecordListDto(IReadOnlyList<UsageRecordDto> Items, string? NextCursor);

/// <summary>One attempt of one model call: the columns of <c>token_usage</c>.</summary>
public sealed record UsageRecordDto
{
    public required Guid Id { get; init; }

    /// <summary>Who caused the call.</summary>
    public required Guid UserId { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>google, or demo for the demo model.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered, or the requested one while nothing answered.</summary>
    public required string Model { get; init; }

    /// <summary>The service that called.</summary>
    public required string ToolName { get; init; }

    /// <summary>What the call was for, such as generate_image.</summary>
    public required string Operation { get; init; }

    public required long InputTokens { get; init; }

    /// <summary>Every token billed as output: candidates and thoughts.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>Input and output together.</summary>
    public required long TotalTokens { get; init; }

    /// <summary>How many of the unit type came back: images for image_generation.</summary>
    public required long Units { get; init; }

    /// <summary>image_generation for image calls, else tokens.</summary>
    public required string UnitType { get; init; }

    /// <summary>Exact cost; null while unpriced or unsettled, never 0 in their place.</summary>
    public required Usd? CostUsd { get; init; }

    /// <summary>Facts about the request without user text.</summary>
    public required IReadOnlyDictionary<string, string> RequestMetadata { get; init; }

    /// <summary>Milliseconds from sending to the last byte.</summary>
    public required int DurationMs { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>succeeded, blocked, no_image, refused_by_provider, timed_out, cancelled or failed.</summary>
    public required string Outcome { get; init; }

    /// <summary>1 for the first try of a call, 2 and 3 for its retries.</summary>
    public required int Attempt { get; init; }

    /// <summary>exact, estimated, unknown or unpriced.</summary>
    public required string CostState { get; init; }

    /// <summary>The most this call can have cost; null when the model has no price.</summary>
    public required Usd? CostUsdMax { get; init; }

    /// <summary>The dated price that was applied.</summary>
    public required Guid? PriceVersionId { get; init; }

    /// <summary>The bill: their sum is <c>cost_usd</c>.</summary>
    public required IReadOnlyList<LineItemDto> LineItems { get; init; }

    public required string ModelRequested { get; init; }

    /// <summary>Part of the output tokens.</summary>
    public required long ThoughtTokens { get; init; }

    /// <summary>Part of the input tokens.</summary>
    public required long CachedTokens { get; init; }

    /// <summary>Part of the input tokens.</summary>
    public required long ImageInputTokens { get; init; }

    /// <summary>Part of the output tokens.</summary>
    public required long ImageOutputTokens { get; init; }

    public required Guid? BrandId { get; init; }

    public required Guid? RunId { get; init; }

    public required Guid? AdId { get; init; }

    /// <summary>W3C trace id.</summary>
    public required string? TraceId { get; init; }

    /// <summary>Whether the demo model answered: priced at list prices, billed by nobody.</summary>
    public required bool IsDemo { get; init; }

    internal static UsageRecordDto Of(UsageRecord call) => new()
    {
        Id = call.Id,
        UserId = call.UserId,
        OrganizationId = call.OrganizationId,
        Provider = call.Provider,
        Model = call.Model,
        ToolName = call.ToolName,
        Operation = call.Operation,
        InputTokens = call.InputTokens,
        OutputTokens = call.OutputTokens,
        TotalTokens = call.TotalTokens,
        Units = call.Units,
        UnitType = call.UnitType,
        CostUsd = Usd.Of(call.CostUsd),
        RequestMetadata = call.RequestMetadata,
        DurationMs = call.DurationMs,
        CreatedAt = call.CreatedAt,
        Outcome = OutcomeWord.Of(call.Outcome),
        Attempt = call.Attempt,
        CostState = SnakeCase.Of(call.CostState),
        CostUsdMax = Usd.Of(call.CostUsdMax),
        PriceVersionId = call.PriceVersionId,
        LineItems = [.. call.LineItems.Select(LineItemDto.Of)],
        ModelRequested = call.ModelRequested,
        ThoughtTokens = call.ThoughtTokens,
        CachedTokens = call.CachedTokens,
        ImageInputTokens = call.ImageInputTokens,
        ImageOutputTokens = call.ImageOutputTokens,
        BrandId = call.BrandId,
        RunId = call.RunId,
        AdId = call.AdId,
        TraceId = call.TraceId,
        IsDemo = call.IsDemo,
    };
}

/// <summary>One line of a call's bill: quantity times rate.</summary>
/// <param name="Kind">Such as input, cached_input, output or image_output.</param>
/// <param name="Quantity">Units billed, as a decimal string.</param>
/// <param name="RateUsd">For one unit.</param>
/// <param name="Amount">US dollars, not rounded.</param>
public sealed record LineItemDto(string Kind, string Quantity, Usd RateUsd, Usd Amount)
{
    internal static LineItemDto Of(LineItem line) => new(
        line.Kind, line.Quantity.ToString("0.############################", CultureInfo.InvariantCulture), new(line.RateUsd), new(line.Amount));
}
