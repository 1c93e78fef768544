namespace AdCreator.Core.Imaging.Designs;

/// <summary>One design: what every rendering of an ad shares, whatever its size.</summary>
public sealed record AdArtwork
{
    /// <summary>The picture without text: PNG, JPEG or WebP.</summary>
    public required ReadOnlyMemory<byte> Scene { get; init; }

    /// <summary>The product cut out, a PNG with transparency: it is placed on the scene, its pixels unchanged. Null when the scene shows the product itself.</summary>
    public ReadOnlyMemory<byte>? Cutout { get; init; }

    /// <summary>Where the scene shows the product, in parts of the scene; null for the lower two thirds, or the right half of a landscape. Not used with a cut-out.</summary>
    public RelativeBox? ProductBox { get; init; }

    /// <summary>The line in large type. Any script that the fonts have, right-to-left as well.</summary>
    public required string Headline { get; init; }

    /// <summary>Set as a badge; empty for none.</summary>
    public string Offer { get; init; } = "";

    /// <summary>Small line above the headline where there is no logo; empty for none.</summary>
    public string BrandName { get; init; } = "";

    /// <summary>The brand's logo, PNG with transparency or a picture on plain ground; null for the name in type.</summary>
    public ReadOnlyMemory<byte>? Logo { get; init; }

    /// <summary>#RRGGBB, for accent, badge and panel.</summary>
    public required string MainColor { get; init; }

    /// <summary>Up to 8 further colours, each #RRGGBB.</summary>
    public IReadOnlyList<string> Colors { get; init; } = [];

    /// <summary>TTF or OTF of the headline; null for Inter. Characters it lacks come from the shipped fonts.</summary>
    public ReadOnlyMemory<byte>? HeadlineFont { get; init; }

    /// <summary>TTF or OTF of brand line, badge and label; null for Inter.</summary>
    public ReadOnlyMemory<byte>? TextFont { get; init; }

    /// <summary>A small visible line that the picture was made with AI; empty for none.</summary>
    public string AiLabel { get; init; } = "";

    /// <summary>What a screen reader says of the ad; written into each file. Empty for none.</summary>
    public string AltText { get; init; } = "";
}

/// <summary>One size that a design is rendered in.</summary>
public sealed record AdCanvas
{
    /// <summary>Pixels, 50 to 4,096.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels, 50 to 4,096.</summary>
    public required int Height { get; init; }

    /// <summary>Text, and where possible the product, keep inside it; null for what suits the shape.</summary>
    public PixelBox? SafeBox { get; init; }

    /// <summary>Where a person put the text, in parts of the canvas; null for the program's choice.</summary>
    public RelativeBox? TextBox { get; init; }

    /// <summary>The point of the scene that crops keep, in parts of the scene; null for the program's choice.</summary>
    public RelativePoint? Focus { get; init; }

    /// <summary>Whether the scene was ordered for this very shape: a product whose place is only assumed then never refuses it.</summary>
    public bool IsOwnShape { get; init; }

    /// <summary>False shows the picture alone, in exactly the same crop.</summary>
    public bool DrawsText { get; init; } = true;

    /// <summary>What the file must be; the default is a fine JPEG of any size.</summary>
    public FileTarget File { get; init; } = new();
}

/// <summary>What a file may be.</summary>
/// <param name="MaxBytes">Cap of the whole file.</param>
/// <param name="IsPng">PNG instead of JPEG.</param>
/// <param name="CapIsFirm">Whether a file above the cap is refused; otherwise the fine one is given where even the least quality is too large.</param>
public sealed record FileTarget(long MaxBytes = long.MaxValue, bool IsPng = false, bool CapIsFirm = true);
