using System.Globalization;
using System.Text.Json;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Placements;

/// <summary>The placements of <c>ad-platform-specs.json</c>: read from public pages, each row with its sources.</summary>
public static class PlacementSpecs
{
    private static readonly Lazy<(DateOnly CheckedOn, Placement[] Rows)> File = new(() => Read(PromptFile.Read("Placements/ad-platform-specs.json")));

    /// <summary>Every row, in the order of the file; also those that need a video or a logo.</summary>
    public static IReadOnlyList<Placement> All => File.Value.Rows;

    /// <summary>The rows that a still ad can be rendered for.</summary>
    public static IReadOnlyList<Placement> Images { get; } = [.. File.Value.Rows.Where(p => p.IsImage)];

    /// <summary>The day on which the sources were read.</summary>
    public static DateOnly CheckedOn => File.Value.CheckedOn;

    /// <summary>Names of sets that people choose with one click; only rows that can be rendered.</summary>
    public static IReadOnlyList<PlacementPreset> Presets { get; } =
    [
        Preset("Meta", "meta."),
        Preset("Google", "google.", "youtube."),
        Preset("TikTok", "tiktok."),
        Preset("LinkedIn", "linkedin."),
        Preset("X", "x."),
        Preset("Pinterest", "pinterest."),
        Preset("All", ""),
    ];

    /// <summary>The placement of an id; null when there is none.</summary>
    public static Placement? Find(string id) => All.FirstOrDefault(p => p.Id == id);

    private static PlacementPreset Preset(string name, params string[] prefixes) =>
        new(name, [.. Images.Where(p => prefixes.Any(x => p.Id.StartsWith(x, StringComparison.Ordinal))).Select(p => p.Id)]);

    private static (DateOnly CheckedOn, Placement[] Rows) Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var checkedOn = DateOnly.ParseExact(root.GetProperty("checked_on").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (checkedOn, [.. root.GetProperty("rows").EnumerateArray().Select(PlacementOf)]);
    }

    private static Placement PlacementOf(JsonElement row)
    {
        var ratioText = row.GetProperty("aspect_ratio").GetString()!;
        var (width, height) = PairOf(row, "recommended_px");
        var (minWidth, minHeight) = PairOf(row, "min_px");
        var (maxWidth, maxHeight) = PairOf(row, "max_px");
        var safe = SafeBoxOf(row, width!.Value, height!.Value);
        return new Placement
        {
            Id = row.GetProperty("id").GetString()!,
            Platform = row.GetProperty("platform").GetString()!,
            Name = row.GetProperty("placement").GetString()!,
            Media = MediaOf(row.GetProperty("media").GetString()!),
            Ratios = [.. ratioText.Split('|', StringSplitOptions.TrimEntries).Select(RatioOf)],
            RatioText = ratioText,
            Width = width.Value,
            Height = height.Value,
            MinWidth = minWidth,
            MinHeight = minHeight,
            MaxWidth = maxWidth,
            MaxHeight = maxHeight,
            RatioTolerance = NumberOf(row, "ratio_tolerance_pct"),
            MaxFileKb = (int?)NumberOf(row, "max_file_kb"),
            Formats = [.. row.GetProperty("formats").EnumerateArray().Select(f => f.GetString()!)],
            SafeBox = safe,
            HasSafeZone = safe != new PixelBox(0, 0, width.Value, height.Value),
            TextLimits = LimitsOf(row),
            Sources = [.. row.GetProperty("sources").EnumerateArray().Select(SourceOf)],
            Uncertain = row.TryGetProperty("uncertain", out var notes) ? [.. notes.EnumerateArray().Select(n => n.GetString()!)] : [],
            Note = row.TryGetProperty("note", out var note) ? note.GetString()! : "",
        };
    }

    private static PlacementMedia MediaOf(string media) => media switch
    {
        "image" => PlacementMedia.Image,
        "image|video" => PlacementMedia.ImageOrVideo,
        "video" => PlacementMedia.Video,
        "logo" => PlacementMedia.Logo,
        _ => throw new InvalidOperationException($"The placement file names a medium that is not known: {media}."),
    };

    private static double RatioOf(string ratio)
    {
        var parts = ratio.Split(':');
        return double.Parse(parts[0], CultureInfo.InvariantCulture) / double.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private static PixelBox SafeBoxOf(JsonElement row, int width, int height)
    {
        if (!row.TryGetProperty("safe_zone_px_at_recommended", out var zone))
        {
            return new PixelBox(0, 0, width, height);
        }

        int Edge(string name) => zone.GetProperty(name).GetInt32();
        return new PixelBox(Edge("left"), Edge("top"), width - Edge("left") - Edge("right"), height - Edge("top") - Edge("bottom"));
    }

    private static Dictionary<string, TextLimit> LimitsOf(JsonElement row)
    {
        var limits = new Dictionary<string, TextLimit>(StringComparer.Ordinal);
        if (!row.TryGetProperty("text_limits", out var fields))
        {
            return limits;
        }

        // A bare number, such as lines shown, is no limit of letters.
        foreach (var field in fields.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.Object))
        {
            var shown = NumberOf(field.Value, "shown_before_truncation") ?? NumberOf(field.Value, "shown_in_feed")
                ?? NumberOf(field.Value, "lines") * NumberOf(field.Value, "per_line");
            var uncertain = field.Value.TryGetProperty("uncertain", out var flag) && flag.GetBoolean();
            limits[field.Name] = new TextLimit((int?)NumberOf(field.Value, "hard_max"), (int?)NumberOf(field.Value, "recommended"), (int?)shown, uncertain);
        }

        return limits;
    }

    private static PlacementSource SourceOf(JsonElement source) =>
        new(source.GetProperty("url").GetString()!, source.GetProperty("kind").GetString()!, source.GetProperty("source_date").GetString()!);

    private static (int? First, int? Second) PairOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out var pair) && pair.ValueKind == JsonValueKind.Array ? (NumberOf(pair[0]), NumberOf(pair[1])) : (null, null);

    /// <summary>A number, or the least of several that sources give.</summary>
    private static double? NumberOf(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.Array => value.EnumerateArray().Min(v => v.GetDouble()),
            _ => null,
        };
    }

    private static int? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}

/// <summary>A set of placements under one name.</summary>
public sealed record PlacementPreset(string Name, IReadOnlyList<string> PlacementIds);
