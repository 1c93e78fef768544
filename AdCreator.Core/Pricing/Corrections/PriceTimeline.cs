namespace AdCreator.Core.Pricing.Corrections;

/// <summary>All prices of one model as an organization sees them: which holds when.</summary>
internal sealed class PriceTimeline
{
    private readonly PriceVersion[] own;
    private readonly PriceVersion[] listed;
    private readonly ModelRoute? route;

    private PriceTimeline(string model, IEnumerable<PriceVersion> own, IEnumerable<PriceVersion> listed, ModelRoute? route)
    {
        Model = model;
        this.own = [.. own];
        this.listed = [.. listed];
        this.route = route;
    }

    public string Model { get; }

    /// <summary>The timelines of every model that the list or the organization knows.</summary>
    /// <param name="list">The list prices.</param>
    /// <param name="corrections">Those that are not withdrawn.</param>
    public static IReadOnlyList<PriceTimeline> Of(PriceBook list, IEnumerable<PriceCorrection> corrections)
    {
        var corrected = CorrectionOrder.NewestFirst(corrections).Select(c => CorrectedPrice.Of(c, list)).ToLookup(v => v.Model, StringComparer.Ordinal);
        var shipped = list.Versions.ToLookup(v => v.Model, StringComparer.Ordinal);
        var routes = list.Routes.ToDictionary(r => r.Model, StringComparer.Ordinal);
        return
        [
            .. shipped.Select(g => g.Key).Union(corrected.Select(g => g.Key), StringComparer.Ordinal)
                .Select(model => new PriceTimeline(model, corrected[model], shipped[model], routes.GetValueOrDefault(model))),
        ];
    }

    /// <summary>The version of this very model that holds at an instant, routes left aside.</summary>
    public PriceVersion? Find(DateTimeOffset at) => Array.Find(own, v => v.HoldsAt(at)) ?? Array.Find(listed, v => v.HoldsAt(at));

    /// <summary>The instants within a span at which another version may begin, the span's own start first.</summary>
    public IEnumerable<DateTimeOffset> Edges(DateTimeOffset from, DateTimeOffset? to) => own.Concat(listed)
        .SelectMany(v => v.EffectiveTo is { } end ? new[] { v.EffectiveFrom, end } : [v.EffectiveFrom])
        .Where(edge => edge > from && (to is null || edge < to))
        .Append(from)
        .Distinct()
        .Order();

    /// <summary>What holds now, and what comes next.</summary>
    public ModelPrice At(DateTimeOffset now)
    {
        var current = Find(now);
        var next = Edges(now, to: null).Where(edge => edge > now).FirstOrDefault(edge => Find(edge)?.Id != current?.Id);
        var any = current ?? own.Concat(listed).First();
        return new ModelPrice(
            Model,
            any.Kind,
            any.Status,
            current,
            current is not null && own.Contains(current),
            next == default ? null : new NextPrice(next, Find(next)),
            route);
    }
}

/// <summary>What a model costs an organization.</summary>
/// <param name="Status">The model's state when its price was read, such as <c>active</c>.</param>
/// <param name="Current">The price that holds now; null when none does.</param>
/// <param name="IsOwn">Whether it is the organization's own.</param>
/// <param name="Next">The change that comes next; null when none is known.</param>
/// <param name="Route">The model that answers in its place, from when on.</param>
public sealed record ModelPrice(string Model, string Kind, string Status, PriceVersion? Current, bool IsOwn, NextPrice? Next, ModelRoute? Route);

/// <summary>A change to come.</summary>
/// <param name="Price">What holds from then on; null when the price ends.</param>
public sealed record NextPrice(DateTimeOffset From, PriceVersion? Price);

/// <summary>One version of a model's price.</summary>
/// <param name="CreatedAt">When it was made; for a list price the day on which it was checked.</param>
/// <param name="CreatedBy">Who made it; null for a list price and for somebody who is gone.</param>
/// <param name="HoldsNow">Whether calls are priced with it now.</param>
public sealed record PriceHistoryRow(
    Guid Id, bool IsOwn, string Kind, DateTimeOffset EffectiveFrom, DateTimeOffset? EffectiveTo, PriceRates Rates, string Source, string? Note,
    string Confidence, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? WithdrawnAt, string? WithdrawnBy, bool HoldsNow)
{
    internal static PriceHistoryRow Of(PriceCorrection c, Dictionary<Guid, string> names, bool holdsNow) => new(
        c.Id, IsOwn: true, c.Kind, c.EffectiveFrom, c.EffectiveTo, c.Rates, c.Source, c.Note, "high", c.CreatedAt, names.GetValueOrDefault(c.CreatedByPersonId),
        c.WithdrawnAt, names.GetValueOrDefault(c.WithdrawnByPersonId ?? Guid.Empty), holdsNow);

    internal static PriceHistoryRow Of(PriceVersion v, bool holdsNow) => new(
        v.Id, IsOwn: false, v.Kind, v.EffectiveFrom, v.EffectiveTo, v.Rates, v.Source, Note: null, v.Confidence,
        new DateTimeOffset(v.CheckedOn, TimeOnly.MinValue, TimeSpan.Zero), CreatedBy: null, WithdrawnAt: null, WithdrawnBy: null, holdsNow);
}
