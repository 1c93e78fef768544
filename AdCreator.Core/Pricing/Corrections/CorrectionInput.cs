namespace AdCreator.Core.Pricing.Corrections;

/// <summary>What an admin fills in for a price.</summary>
public sealed record CorrectionInput
{
    /// <summary>Model id, with or without <c>models/</c>.</summary>
    public string Model { get; init; } = "";

    /// <summary>One of <see cref="PriceChecks.Kinds"/>.</summary>
    public string Kind { get; init; } = "text";

    /// <summary>First instant; cut to milliseconds.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    /// <summary>First instant at which it no longer holds; null for no end.</summary>
    public DateTimeOffset? EffectiveTo { get; init; }

    /// <summary>US dollars for one unit, not for a million.</summary>
    public required PriceRates Rates { get; init; }

    /// <summary>Tokens of one output image by size; empty takes those of the list price.</summary>
    public IReadOnlyDictionary<string, long> ImageTokens { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Where the price was read: words or an address. Required.</summary>
    public string Source { get; init; } = "";

    public string? Note { get; init; }
}

/// <summary>What is wrong with one field of an input.</summary>
/// <param name="Field">Name of the property of <see cref="CorrectionInput"/>, for a rate <c>Rates.</c> and its unit.</param>
/// <param name="Message">What is wrong and what would be right, one sentence.</param>
public sealed record PriceProblem(string Field, string Message);
