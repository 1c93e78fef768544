using AdCreator.Core.Data;

namespace AdCreator.Core.Pricing.Corrections;

/// <summary>An organization's own price of a model for a span of time. Never edited: a change is a new version.</summary>
/// <remarks>Where spans overlap, the one that was made last holds. A withdrawn one holds nowhere, but keeps its place in the history.</remarks>
public sealed class PriceCorrection : ITenantOwned
{
    /// <summary>Named by the usage rows that were priced with it.</summary>
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Model id without a <c>models/</c> prefix.</summary>
    public required string Model { get; init; }

    /// <summary><c>text</c>, <c>image</c>, <c>video</c>, <c>embedding</c> or <c>tts</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First instant of the price, UTC; may lie in the past.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>First instant at which it no longer holds, UTC; null for no end.</summary>
    public required DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>US dollars for one unit.</summary>
    public required PriceRates Rates { get; init; }

    /// <summary>Tokens of one output image by size; empty takes those of the list price.</summary>
    public required IReadOnlyDictionary<string, long> ImageTokens { get; init; }

    /// <summary>Where the price was read: words or an address.</summary>
    public required string Source { get; init; }

    public string? Note { get; init; }

    /// <summary>Who made it.</summary>
    public required Guid CreatedByPersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public Guid? WithdrawnByPersonId { get; set; }
}
