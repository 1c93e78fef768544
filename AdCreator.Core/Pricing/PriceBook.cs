namespace AdCreator.Core.Pricing;

/// <summary>Every known price with its span of time. Immutable: one for the whole process.</summary>
public sealed class PriceBook
{
    private readonly Dictionary<string, PriceVersion[]> versionsByModel;
    private readonly Dictionary<string, ModelRoute> routes;

    /// <exception cref="PriceBookException">Two versions of a model overlap, or a route leads nowhere or on to another.</exception>
    public PriceBook(IEnumerable<PriceVersion> versions, IEnumerable<ModelRoute> routes, ServiceTiers? tiers = null)
    {
        Tiers = tiers ?? ServiceTiers.None;
        versionsByModel = versions.GroupBy(v => v.Model, StringComparer.Ordinal).ToDictionary(
            model => model.Key,
            model => model.OrderBy(v => v.EffectiveFrom).ToArray(),
            StringComparer.Ordinal);
        this.routes = routes.Distinct().ToDictionary(r => r.Model, StringComparer.Ordinal);
        foreach (var model in versionsByModel.Values)
        {
            RefuseOverlap(model);
        }

        foreach (var route in this.routes.Values)
        {
            if (!versionsByModel.ContainsKey(route.To) || this.routes.ContainsKey(route.To))
            {
                throw new PriceBookException($"The route of {route.Model} leads to {route.To}, which has no price or is routed on itself.");
            }
        }

        Versions = [.. versionsByModel.Values.SelectMany(v => v)];
    }

    /// <summary>All versions, grouped by model, oldest first.</summary>
    public IReadOnlyList<PriceVersion> Versions { get; }

    /// <summary>The models that are or will be answered by others.</summary>
    public IReadOnlyCollection<ModelRoute> Routes => routes.Values;

    /// <summary>The factors of the provider's service tiers.</summary>
    public ServiceTiers Tiers { get; }

    /// <summary>The list prices that ship with the program.</summary>
    /// <exception cref="PriceBookException">The file is malformed.</exception>
    public static PriceBook LoadShipped()
    {
        using var file = typeof(PriceBook).Assembly.GetManifestResourceStream("Pricing.gemini-prices.json")
            ?? throw new PriceBookException("The price file is not embedded in the program.");
        return PriceFile.Read(file);
    }

    /// <summary>The list price of a model at an instant; null when none is known. An organization's own price may win over it.</summary>
    /// <param name="model">Model id, with or without <c>models/</c>.</param>
    /// <param name="at">The attempt's one instant.</param>
    public PriceVersion? Find(string model, DateTimeOffset at) =>
        versionsByModel.TryGetValue(Plain(model), out var versions) ? Array.Find(versions, v => v.HoldsAt(at)) : null;

    /// <summary>The model that really answers for this one at an instant: Google routes retired ids to their successors.</summary>
    /// <returns>The successor and its prices' key, or the model itself without <c>models/</c>.</returns>
    public string RouteOf(string model, DateTimeOffset at)
    {
        var plain = Plain(model);
        return routes.TryGetValue(plain, out var route) && at >= route.From ? route.To : plain;
    }

    private static string Plain(string model) =>
        model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model;

    private static void RefuseOverlap(PriceVersion[] ordered)
    {
        for (var i = 1; i < ordered.Length; i++)
        {
            if (ordered[i - 1].EffectiveTo is not { } end || end > ordered[i].EffectiveFrom)
            {
                throw new PriceBookException($"Two prices of {ordered[i].Model} hold at {ordered[i].EffectiveFrom:O}.");
            }
        }
    }
}

/// <summary>From an instant on (UTC, inclusive) calls to <paramref name="Model"/> are answered and billed as <paramref name="To"/>.</summary>
public sealed record ModelRoute(string Model, string To, DateTimeOffset From);

/// <summary>The price book cannot be trusted, so the program must not start with it.</summary>
public sealed class PriceBookException(string message, Exception? inner = null) : Exception(message, inner);
