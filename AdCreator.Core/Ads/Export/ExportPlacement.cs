namespace AdCreator.Core.Ads.Export;

/// <summary>Where a file runs, in the words of an export.</summary>
/// <param name="Id">Of the spec file, or <see cref="Own"/>.</param>
/// <param name="Name">For people, such as <c>Meta Feed 4:5</c>.</param>
/// <param name="Platform">For people, such as <c>Meta</c>.</param>
/// <param name="Folder">The platform's folder in the archive: lower-case letters, digits and hyphens.</param>
public sealed record ExportPlacement(string Id, string Name, string Platform, string Folder)
{
    /// <summary>Id of the ad's own format.</summary>
    public const string Own = "ad";

    /// <summary>A placement by its id; the part before the first point is the platform.</summary>
    public static ExportPlacement Of(string id)
    {
        if (id == Own)
        {
            return new ExportPlacement(Own, "own format", "Ad", Own);
        }

        var platform = id.Split('.')[0];
        var folder = ExportFileNames.Part(platform);
        return new ExportPlacement(id, id, platform, folder.Length == 0 ? "other" : folder);
    }
}
