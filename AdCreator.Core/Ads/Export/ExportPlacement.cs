using AdCreator.Core.Ads.Placements;

namespace AdCreator.Core.Ads.Export;

/// <summary>Where a file runs, in the words of an export.</summary>
/// <param name="Id">Of the spec file, or <see cref="Own"/>.</param>
/// <param name="Name">For people, such as <c>Meta Feed image 4:5</c>.</param>
/// <param name="Platform">As the spec file names it, such as <c>Google Ads</c>.</param>
/// <param name="Folder">The platform's folder in the archive: lower-case letters, digits and hyphens.</param>
public sealed record ExportPlacement(string Id, string Name, string Platform, string Folder)
{
    /// <summary>Id of the ad's own format.</summary>
    public const string Own = "ad";

    /// <summary>A placement by its id; the part before the first point is the platform's folder. One that the spec file has no more keeps its id as its name.</summary>
    public static ExportPlacement Of(string id)
    {
        if (id == Own)
        {
            return new ExportPlacement(Own, "own format", "", Own);
        }

        var folder = ExportFileNames.Part(id.Split('.')[0]);
        var spec = PlacementSpecs.Find(id);
        var name = spec is null ? id : $"{spec.Platform.Split(" (")[0]} {spec.Name} {spec.RatioText}";
        return new ExportPlacement(id, name, spec?.Platform ?? id.Split('.')[0], folder.Length == 0 ? "other" : folder);
    }
}
