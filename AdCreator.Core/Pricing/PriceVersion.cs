namespace AdCreator.Core.Pricing;

/// <summary>What one model costs in one span of time. Never edited: a correction is a new version.</summary>
public sealed record PriceVersion
{
    /// <summary>
    /// Derived from model, start and rates, so that a usage row names its price for ever. The end is not part of it:
    /// a version that gets a successor stays itself.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>Model id without a <c>models/</c> prefix.</summary>
    public required string Model { get; init; }

    /// <summary><c>text</c>, <c>image</c>, <c>video</c>, <c>embedding</c> or <c>tts</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First instant of the price, UTC.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>First instant at which it no longer holds, UTC; null while no end is known.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    public required PriceRates Rates { get; init; }

    /// <summary>Tokens of one output image by size (<c>1K</c>, <c>2K</c>, <c>4K</c>); empty where not known.</summary>
    public required IReadOnlyDictionary<string, long> ImageTokens { get; init; }

    /// <summary>What the provider's service tiers multiply every rate by, by tier; the standard one is not among them.</summary>
    public IReadOnlyDictionary<string, decimal> TierFactors { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Where the price was read.</summary>
    public required string Source { get; init; }

    /// <summary><c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>The model's state when the price was read, such as <c>active</c> or <c>shutdown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The day on which the price was last compared with its source.</summary>
    public required DateOnly CheckedOn { get; init; }

    /// <summary>Whether the price holds at this instant.</summary>
    public bool HoldsAt(DateTimeOffset instant) => instant >= EffectiveFrom && (EffectiveTo is null || instant < EffectiveTo);
}
