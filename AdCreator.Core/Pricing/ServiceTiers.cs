namespace AdCreator.Core.Pricing;

/// <summary>What a provider's service tiers multiply list prices by.</summary>
/// <remarks>The price file holds the factors. A tier without one has no price: its calls are unpriced, never billed as standard.</remarks>
public sealed record ServiceTiers(IReadOnlyList<ServiceTierFactor> Factors)
{
    /// <summary>The tier of a call that names none.</summary>
    public const string Standard = "standard";

    /// <summary>A book that knows the standard tier only.</summary>
    public static ServiceTiers None { get; } = new([]);

    /// <summary>The factors that hold for a model, by tier, the standard one not among them.</summary>
    public IReadOnlyDictionary<string, decimal> Of(string model) => Factors
        .Where(f => f.Models is null || f.Models.Contains(model, StringComparer.Ordinal))
        .ToDictionary(f => f.Tier, f => f.Factor, StringComparer.Ordinal);
}

/// <summary>One tier's factor.</summary>
/// <param name="Tier">Lower-case name as the wire's <c>serviceTier</c> gives it, such as <c>flex</c>.</param>
/// <param name="Factor">Above 0: 0.5 halves every rate.</param>
/// <param name="Models">The models that offer it; null for all.</param>
public sealed record ServiceTierFactor(string Tier, decimal Factor, IReadOnlyList<string>? Models = null);
