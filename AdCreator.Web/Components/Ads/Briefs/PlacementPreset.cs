using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Web.Components.Ads.Briefs;

/// <summary>A set of placements that are chosen together.</summary>
/// <param name="Name">Such as <c>Meta set</c>.</param>
/// <param name="Ids">Its placements. Carousel cards come in twos and more, and banners have little room: both are chosen by hand.</param>
public sealed record PlacementPreset(string Name, IReadOnlyList<string> Ids)
{
    /// <summary>The sets, then everything.</summary>
    public static IReadOnlyList<PlacementPreset> All { get; } =
    [
        new("Meta set", Of("meta.feed.", "meta.story.", "meta.reels.")),
        new("Google set", Of("google.rda.", "google.pmax.", "google.demandgen.").Where(id => !id.EndsWith("carousel", StringComparison.Ordinal)).ToList()),
        new("TikTok", Of("tiktok.")),
        new("LinkedIn", Of("linkedin.single.")),
        new("All", Of("")),
    ];

    private static List<string> Of(params string[] prefixes) =>
        [.. HeadlineLimits.All.Placements.Select(p => p.Id).Where(id => prefixes.Any(p => id.StartsWith(p, StringComparison.Ordinal)))];
}
