using AdCreator.Core.Data;
using AdCreator.Core.Pricing;

namespace AdCreator.Core.Usage;

/// <summary>One attempt of one model call, as it stands in <c>token_usage</c>.</summary>
/// <remarks>The id is the reservation's, so that writing a record twice has the effect of writing it once.</remarks>
public sealed record UsageRecord : ITenantOwned
{
    /// <summary>UUIDv7 made for <see cref="CreatedAt"/>; the reservation has the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who caused the call; empty for work of the organization without a person.</summary>
    public required Guid UserId { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary><c>google</c>, or <c>demo</c> for the demo model.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered, or the requested one while nothing answered.</summary>
    public required string Model { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required string ModelRequested { get; init; }

    /// <summary>The service that called, such as <c>gemini_service</c>.</summary>
    public required string ToolName { get; init; }

    /// <summary>What the call was for, such as <c>generate_image</c>: see <see cref="UsageOperations"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>Prompt and tool-use tokens, cached ones included.</summary>
    public long InputTokens { get; init; }

    /// <summary>Every token billed as output: candidates and thoughts.</summary>
    public long OutputTokens { get; init; }

    /// <summary><see cref="InputTokens"/> plus <see cref="OutputTokens"/>.</summary>
    public long TotalTokens { get; init; }

    /// <summary>Part of <see cref="OutputTokens"/>.</summary>
    public long ThoughtTokens { get; init; }

    /// <summary>Part of <see cref="InputTokens"/>.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Part of <see cref="InputTokens"/>.</summary>
    public long ImageInputTokens { get; init; }

    /// <summary>Part of <see cref="OutputTokens"/>.</summary>
    public long ImageOutputTokens { get; init; }

    /// <summary>How many of <see cref="UnitType"/> came back: images for <c>image_generation</c>.</summary>
    public long Units { get; init; }

    /// <summary><c>image_generation</c> for image calls, else <c>tokens</c>.</summary>
    public required string UnitType { get; init; }

    /// <summary>Exact cost in US dollars; null while unpriced or unknown, never 0 in their place.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The most this call can have cost, US dollars; null when the model has no price.</summary>
    public decimal? CostUsdMax { get; init; }

    public required CostState CostState { get; init; }

    /// <summary>The dated price that was applied.</summary>
    public Guid? PriceVersionId { get; init; }

    /// <summary>Quantity times unit rate, one line per kind of unit; their sum is <see cref="CostUsd"/>.</summary>
    public IReadOnlyList<LineItem> LineItems { get; init; } = [];

    /// <summary>What was consumed, unit by unit, so that the call can be priced again; null where nothing was, and for calls from before it was kept.</summary>
    public BilledUsage? Billed { get; init; }

    /// <summary>Facts about the request without user text: aspect ratio, picture count, finish reason, provider message code.</summary>
    public IReadOnlyDictionary<string, string> RequestMetadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Milliseconds from sending to the last byte; 0 to 3,600,000.</summary>
    public int DurationMs { get; init; }

    /// <summary>The attempt's one instant, UTC, whole milliseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required UsageOutcome Outcome { get; init; }

    /// <summary>1 for the first try of a call, 2 and 3 for its retries.</summary>
    public int Attempt { get; init; } = 1;

    public Guid? BrandId { get; init; }

    public Guid? RunId { get; init; }

    public Guid? AdId { get; init; }

    /// <summary>W3C trace id, 32 hex digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>Whether the demo model answered: priced at list prices, billed by nobody.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>How one attempt ended.</summary>
public enum UsageOutcome
{
    Succeeded = 1,
    Blocked,
    NoImage,
    RefusedByProvider,
    TimedOut,
    Cancelled,
    Failed,
}

/// <summary>How well the cost of a row is known.</summary>
public enum CostState
{
    /// <summary>From the provider's own counts and a dated price.</summary>
    Exact = 1,

    /// <summary>From counts estimated here, because the provider gave none.</summary>
    Estimated,

    /// <summary>The call left and no answer was seen: between 0 and <see cref="UsageRecord.CostUsdMax"/>.</summary>
    Unknown,

    /// <summary>Counted, but no price is known for the model.</summary>
    Unpriced,
}
