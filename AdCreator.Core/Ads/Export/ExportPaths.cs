using System.Globalization;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Files;

namespace AdCreator.Core.Ads.Export;

/// <summary>Paths in an archive: a folder for each platform, names by the pattern of the brand's kit.</summary>
internal sealed class ExportPaths(ExportRows rows)
{
    private readonly Dictionary<string, HashSet<string>> taken = new(StringComparer.Ordinal);

    /// <summary>The path of a file; each call gives another one.</summary>
    public string Of(int ad, AdVersion version, ExportPlacement placement, Blob blob)
    {
        var (brief, isOwn) = (rows.Run.Brief, placement.Id == ExportPlacement.Own);
        var ratio = isOwn ? brief.AspectRatio.Replace(':', 'x') : RatioOf(blob);
        var values = new Dictionary<string, string>(Common(), StringComparer.Ordinal)
        {
            ["ad"] = string.Create(CultureInfo.InvariantCulture, $"ad-{ad:00}"),
            ["placement"] = isOwn ? ratio : placement.Id,
            ["platform"] = isOwn ? "" : placement.Platform,
            ["ratio"] = ratio,
            ["size"] = string.Create(CultureInfo.InvariantCulture, $"{blob.Width}x{blob.Height}"),
            ["version"] = string.Create(CultureInfo.InvariantCulture, $"v{version.Number}"),
            ["headline"] = version.Design?.Headline ?? version.Hook.Text,
            ["concept"] = version.Hook.Type,
            ["language"] = version.Design?.Language ?? "",
        };
        if (!taken.TryGetValue(placement.Folder, out var names))
        {
            taken[placement.Folder] = names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        }

        var name = ExportFileNames.Unique(ExportFileNames.Of(brief.Kit.FileNamePattern, values), names);
        return $"{placement.Folder}/{name}{EndingOf(blob.MediaType)}";
    }

    /// <summary>The archive's own name.</summary>
    public string OfArchive() => ExportFileNames.Of("{brand}_{product}_{date}", Common()) + ".zip";

    private Dictionary<string, string> Common() => new(StringComparer.Ordinal)
    {
        ["brand"] = rows.Run.Brief.BrandName,
        ["product"] = rows.Run.Brief.ProductName,
        ["date"] = rows.Calendar.DayOf(rows.Run.CreatedAt).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
    };

    /// <summary>Such as <c>4x5</c>; the size itself where no small numbers say it.</summary>
    private static string RatioOf(Blob blob)
    {
        var (a, b) = (blob.Width, blob.Height);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        var (width, height) = a == 0 ? (0, 0) : (blob.Width / a, blob.Height / a);
        return width is > 0 and <= 40 && height <= 40
            ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}")
            : string.Create(CultureInfo.InvariantCulture, $"{blob.Width}x{blob.Height}");
    }

    private static string EndingOf(string mediaType) => mediaType switch
    {
        "image/png" => ".png",
        "image/webp" => ".webp",
        _ => ".jpg",
    };
}
