namespace AdCreator.Core.Imaging;

/// <summary>What an ad is put together from.</summary>
public sealed record AdComposition
{
    /// <summary>The picture without text: PNG, JPEG or WebP of any size; its middle fills the ad.</summary>
    public required ReadOnlyMemory<byte> Scene { get; init; }

    /// <summary>Pixels of the ad, 320 to 4,096.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of the ad, 320 to 4,096.</summary>
    public required int Height { get; init; }

    /// <summary>The line in large type. Any script that the shipped fonts have, right-to-left as well.</summary>
    public required string Hook { get; init; }

    /// <summary>Set as a badge below the hook; empty for none.</summary>
    public string Offer { get; init; } = "";

    /// <summary>Small line above the hook; empty for none.</summary>
    public string BrandName { get; init; } = "";

    /// <summary>#RRGGBB, for the accent and the badge.</summary>
    public required string BrandColor { get; init; }
}

/// <summary>The finished ad, or why there is none.</summary>
public abstract record ComposedAd
{
    private ComposedAd()
    {
    }

    /// <summary>The ad as JPEG.</summary>
    /// <param name="Picture">Exactly the ordered size.</param>
    /// <param name="TextBox">What the text block covers.</param>
    /// <param name="Contrast">Lowest contrast of the hook against the 8 x 8 pixel tiles beneath it, 1 to 21; at least <see cref="Imaging.Contrast.Minimum"/>.</param>
    /// <param name="Notes">What was changed in the copy, for people, such as emoji left out.</param>
    public sealed record Composed(EncodedPicture Picture, PixelBox TextBox, double Contrast, IReadOnlyList<string> Notes) : ComposedAd;

    /// <summary>The ad cannot be put together as ordered.</summary>
    public sealed record Refused(string Reason, string Remedy) : ComposedAd;
}
