using System.Text.Json;
using AdCreator.Core.Data;

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
    /// <summary>Those of <c>headline-limits.json</c>, platform by platform.</summary>
    public static HeadlineLimits All { get; } =
        JsonSerializer.Deserialize<HeadlineLimits>(PromptFile.Read("Hooks/headline-limits.json"), JsonColumn.Options)!;

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
}
