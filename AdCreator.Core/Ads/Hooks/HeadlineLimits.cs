using AdCreator.Core.Ads.Placements;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>Where an ad can run, as far as choosing it and writing its headline need to know.</summary>
/// <param name="Id">Such as <c>meta.feed.4x5</c>.</param>
/// <param name="Platform">Such as <c>Meta</c>.</param>
/// <param name="Name">Where on the platform, for people.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PlacementOption(string Id, string Platform, string Name, int Width, int Height)
{
    /// <summary>Pixels to keep free at the top, right, bottom and left of <see cref="Width"/> x <see cref="Height"/>; empty where the whole picture is visible.</summary>
    public IReadOnlyList<int> SafeZone { get; init; } = [];

    /// <summary>Letters of the headline that the placement takes or shows; null where it has no headline field.</summary>
    public int? Letters { get; init; }

    /// <summary>Whether the platform refuses a longer headline; otherwise it cuts it.</summary>
    public bool IsHard { get; init; }

    /// <summary>The platform's field that the hook would go into, such as <c>headline</c>.</summary>
    public string Field { get; init; } = "";
}

/// <summary>The room a platform leaves for a headline.</summary>
/// <param name="Platform">Such as <c>Meta</c>.</param>
/// <param name="Letters">The least of its chosen placements.</param>
/// <param name="IsHard">Whether a longer headline is refused; otherwise it is cut.</param>
public sealed record HeadlineLimit(string Platform, int Letters, bool IsHard)
{
    /// <summary>Letters left; below 0 when the text is too long. Counted as people count: an accent or a flag is part of its letter.</summary>
    public int LeftOf(string text) => Letters - new System.Globalization.StringInfo(text).LengthInTextElements;
}

/// <summary>Placements for still pictures, from the platforms' pages as they were read on <see cref="CheckedOn"/>.</summary>
public sealed record HeadlineLimits(DateOnly CheckedOn, IReadOnlyList<PlacementOption> Placements)
{
    /// <summary>The fields that a hook could go into, the likeliest first.</summary>
    private static readonly string[] Fields = ["headline", "headline_per_card", "title", "website_title", "ad_text", "primary_text"];

    /// <summary>The placements that take a still picture, platform by platform.</summary>
    public static HeadlineLimits All { get; } = new(PlacementSpecs.CheckedOn, [.. PlacementSpecs.Images.Select(OptionOf)]);

    /// <summary>The placement of an id, or null.</summary>
    public PlacementOption? Find(string id) => Placements.FirstOrDefault(p => p.Id == id);

    /// <summary>The known ones of some ids, each once, in the order of the file.</summary>
    public IReadOnlyList<PlacementOption> Of(IReadOnlyCollection<string> ids) => [.. Placements.Where(p => ids.Contains(p.Id))];

    /// <summary>The tightest headline limit of each platform among some placements; what is refused comes before what is cut.</summary>
    public IReadOnlyList<HeadlineLimit> LimitsOf(IReadOnlyCollection<string> ids) =>
    [
        .. Of(ids).Where(p => p.Letters is not null)
            .GroupBy(p => p.Platform)
            .Select(g => g.OrderBy(p => p.Letters).ThenByDescending(p => p.IsHard).First())
            .Select(p => new HeadlineLimit(p.Platform, p.Letters!.Value, p.IsHard)),
    ];

    private static PlacementOption OptionOf(Placement placement)
    {
        var option = new PlacementOption(placement.Id, placement.Platform.Split(" (")[0], placement.Name, placement.Width, placement.Height)
        {
            SafeZone = placement.HasSafeZone
                ? [placement.SafeBox.Top, placement.Width - placement.SafeBox.Right, placement.Height - placement.SafeBox.Bottom, placement.SafeBox.Left]
                : [],
        };
        if (Fields.FirstOrDefault(placement.TextLimits.ContainsKey) is not { } field)
        {
            return option;
        }

        var limit = placement.TextLimits[field];
        var soft = limit.Recommended ?? limit.Shown;
        return option with
        {
            Letters = soft is { } letters && letters < (limit.HardMax ?? int.MaxValue) ? letters : limit.HardMax,
            IsHard = soft is null || soft >= (limit.HardMax ?? int.MaxValue),
            Field = field.Replace('_', ' '),
        };
    }
}
