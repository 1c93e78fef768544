using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Web.Components.Ads.Briefs;

/// <summary>The words for what a brief asks for, one place for its steps and its review.</summary>
public static class BriefWords
{
    /// <summary>Such as "12 ads".</summary>
    public static string Ads(int count) => Count(count, "ad");

    /// <summary>How the number of ads comes about.</summary>
    public static string Sum(BriefChoices choices) => AdCount.ChosenHooks(choices) switch
    {
        0 => "one hook written for each",
        var hooks => $"{Count(hooks, "hook")} × {choices.VariantsPerHook} = {Ads(AdCount.Of(choices))}",
    };

    /// <summary>Such as "7 placements, $0".</summary>
    public static string Placements(BriefChoices choices) => choices.Placements.Count == 0 ? "Own format only" : $"{Count(choices.Placements.Count, "placement")}, $0";

    /// <summary>What the placements come to.</summary>
    public static string Files(BriefChoices choices) => choices.Placements.Count == 0
        ? "choose placements to get every size, for nothing"
        : $"{Count(AdCount.Of(choices) * choices.Placements.Count, "file")}, cropped and set without a model";

    /// <summary>The name of a mode.</summary>
    public static string Of(PictureMode mode) => mode switch
    {
        PictureMode.ProductLock => "Product Lock",
        PictureMode.Reimagine => "Reimagine",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode."),
    };

    /// <summary>The shape that is drawn.</summary>
    public static string Format(BriefChoices choices) =>
        AdFormat.Find(choices.AspectRatio) is { } format ? $"drawn in {format.AspectRatio}, {format.Width} × {format.Height}" : "";

    /// <summary>What was chosen of hooks, in one line.</summary>
    public static string Hooks(BriefChoices choices) => AdCount.ChosenHooks(choices) switch
    {
        0 when choices.Hooks.Count > 0 => $"AdCreator writes one for each ad; {Count(choices.Hooks.Count, "written hook")} not used",
        0 => "AdCreator writes one for each ad",
        var chosen => $"{Count(chosen, "hook")} chosen: {choices.Hooks.First(h => h.IsChosen).Hook.Text}",
    };

    /// <summary>Audience, wish and reference, in one line.</summary>
    public static string Inspiration(BriefChoices choices)
    {
        string[] parts = [choices.Audience.Trim(), choices.Wish.Trim(), choices.ReferenceBlobId is null ? "" : "with a reference ad"];
        var filled = parts.Where(p => p.Length > 0).ToList();
        return filled.Count == 0 ? "Optional: nobody in particular, no reference ad" : string.Join(" · ", filled);
    }

    /// <summary>Format and platforms, in one line.</summary>
    public static string Where(BriefChoices choices)
    {
        var platforms = HeadlineLimits.All.Of(choices.Placements).GroupBy(p => p.Platform).Select(g => $"{g.Key} {g.Count()}").ToList();
        return platforms.Count == 0 ? $"{choices.AspectRatio}, no other placements" : $"{choices.AspectRatio}, then {string.Join(", ", platforms)}";
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
