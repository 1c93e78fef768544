namespace AdCreator.Core.Brands.Fonts;

/// <summary>A font in a list.</summary>
/// <param name="Specimen">A line drawn in it, as a <c>data:</c> address of a PNG: dark on white.</param>
public sealed record BrandFontRow(Guid Id, string Family, string Style, string Specimen);

/// <summary>What became of adding a font.</summary>
public abstract record FontResult
{
    private FontResult()
    {
    }

    /// <summary>Kept.</summary>
    public sealed record Added(BrandFontRow Font) : FontResult;

    /// <summary>Not kept.</summary>
    /// <param name="Reason">What the file is or what is wrong with it, for people.</param>
    /// <param name="Remedy">What would be right.</param>
    public sealed record Refused(string Reason, string Remedy) : FontResult;

    /// <summary>No such brand in this organization.</summary>
    public sealed record NotFound : FontResult;
}

/// <summary>What became of removing a font.</summary>
public enum FontRemoval
{
    Removed = 1,

    /// <summary>No such font in this organization, or no longer.</summary>
    NotFound,

    /// <summary>The brand's headlines or text are set in it: choose another one first.</summary>
    InUse,

    /// <summary>Somebody else changed the brand in this moment; nothing was removed.</summary>
    ChangedMeanwhile,
}
