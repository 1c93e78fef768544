using System.Runtime.InteropServices;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Placements;

/// <summary>A place on a platform where an ad can run, with what the platform asks of the file and of the words beside it.</summary>
public sealed record Placement
{
    /// <summary>Such as <c>meta.feed.4x5</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>Google Ads</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Such as <c>Feed image</c>.</summary>
    public required string Name { get; init; }

    public required PlacementMedia Media { get; init; }

    /// <summary>Every shape that is taken, as width by height; the recommended size has the first or one of them.</summary>
    public required IReadOnlyList<double> Ratios { get; init; }

    /// <summary>The shapes in people's words, such as <c>1.91:1</c>.</summary>
    public required string RatioText { get; init; }

    /// <summary>Pixels of the file that is made.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of the file that is made.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels; null where it is not stated.</summary>
    public int? MinWidth { get; init; }

    /// <summary>Pixels; null where it is not stated.</summary>
    public int? MinHeight { get; init; }

    /// <summary>Pixels; null where it is not stated.</summary>
    public int? MaxWidth { get; init; }

    /// <summary>Pixels; null where it is not stated.</summary>
    public int? MaxHeight { get; init; }

    /// <summary>Percent by which the shape may miss; null where it is not stated.</summary>
    public double? RatioTolerance { get; init; }

    /// <summary>KiB of the whole file; null where it is not stated.</summary>
    public int? MaxFileKb { get; init; }

    /// <summary>Such as <c>jpg</c>, in the order of the source.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>What the platform's own buttons leave free, at the recommended size; the whole picture where nothing covers it.</summary>
    public required PixelBox SafeBox { get; init; }

    /// <summary>Whether buttons cover a part of the picture.</summary>
    public required bool HasSafeZone { get; init; }

    /// <summary>Limits of the words beside the picture, by field, such as <c>primary_text</c>.</summary>
    public required IReadOnlyDictionary<string, TextLimit> TextLimits { get; init; }

    public required IReadOnlyList<PlacementSource> Sources { get; init; }

    /// <summary>What is not certain about this row, for people.</summary>
    public IReadOnlyList<string> Uncertain { get; init; } = [];

    public string Note { get; init; } = "";

    /// <summary>Whether a still picture can run there: the others need a video or the bare logo.</summary>
    public bool IsImage => Media is PlacementMedia.Image or PlacementMedia.ImageOrVideo;

    /// <summary>Whether the platform itself says so, on its own pages.</summary>
    public bool HasFirstPartySource => Sources.Any(s => s.IsFirstParty);

    /// <summary>Whether a file must be PNG.</summary>
    public bool IsPngOnly => !Formats.Any(f => f is "jpg" or "jpeg");

    /// <summary>The page to show beside a limit: the platform's own where there is one.</summary>
    public PlacementSource? MainSource => Sources.OrderByDescending(s => s.IsFirstParty).FirstOrDefault();

    /// <summary>Whether a limit may block an export: the platform says it, and no note doubts it.</summary>
    /// <param name="words">Words that a doubting note would contain, such as <c>max file</c>.</param>
    public bool IsCertain(string words) =>
        HasFirstPartySource && !Uncertain.Any(note => note.Replace('_', ' ').Contains(words.Replace('_', ' '), StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a placement shows.</summary>
public enum PlacementMedia
{
    Image = 1,
    ImageOrVideo,
    Video,

    /// <summary>The brand's bare logo.</summary>
    Logo,
}

/// <summary>How many letters a field takes.</summary>
/// <param name="HardMax">More is refused; null where it is not stated.</param>
/// <param name="Recommended">More is against the platform's advice; null without one.</param>
/// <param name="Shown">What is shown before the rest is cut; null where it is not stated.</param>
/// <param name="IsUncertain">Whether the source itself is in doubt.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextLimit(int? HardMax, int? Recommended, int? Shown, bool IsUncertain);

/// <summary>Where a row was read.</summary>
/// <param name="Url">The page.</param>
/// <param name="Kind">Such as <c>first-party</c>, <c>first-party text on a mirror host</c> or <c>secondary</c>.</param>
/// <param name="Date">What is known of its age, for people.</param>
public sealed record PlacementSource(string Url, string Kind, string Date)
{
    /// <summary>The platform's own page; a copy on another host is not.</summary>
    public bool IsFirstParty => Kind == "first-party";
}
