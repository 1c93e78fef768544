namespace AdCreator.Core.Imaging.Designs;

/// <summary>Where everything of a rendered ad stands and how it was measured. All boxes in pixels of the canvas.</summary>
public sealed record AdGeometry
{
    /// <summary>What must keep inside the safe zone.</summary>
    public required PixelBox Safe { get; init; }

    /// <summary>Accent, brand line or logo, headline and badge together.</summary>
    public required PixelBox Text { get; init; }

    public required PixelBox Headline { get; init; }

    public PixelBox? Offer { get; init; }

    /// <summary>The brand's name in type.</summary>
    public PixelBox? Brand { get; init; }

    public PixelBox? Logo { get; init; }

    public PixelBox? AiLabel { get; init; }

    /// <summary>The product: its cut-out's box, or where the scene is taken to show it.</summary>
    public PixelBox? Product { get; init; }

    /// <summary>Whether the product is the placed cut-out.</summary>
    public bool IsProductPlaced { get; init; }

    /// <summary>Lowest contrast of any text against the tiles beneath it, 1 to 21.</summary>
    public required double Contrast { get; init; }

    /// <summary>Largest distance (CIE 1976) of a drawn colour, measured on the pixels before encoding, from the nearest allowed one.</summary>
    public required double ColorDistance { get; init; }

    /// <summary>Opaque colours that were laid over the picture, each #RRGGBB.</summary>
    public required IReadOnlyList<string> Colors { get; init; }

    /// <summary>Pixels of the headline's em.</summary>
    public required double HeadlineSize { get; init; }

    /// <summary>Pixels of the canvas for each pixel of the scene; above 1 it is enlarged.</summary>
    public required double SceneScale { get; init; }

    /// <summary>Pixels of the canvas for each pixel of the cut-out; null without one.</summary>
    public double? ProductScale { get; init; }

    /// <summary>What part of the scene is shown.</summary>
    public required RelativeBox SceneWindow { get; init; }

    /// <summary>Where on the canvas the scene is shown: all of it, or what a panel leaves.</summary>
    public required PixelBox SceneArea { get; init; }

    /// <summary>What had no room, each with the reason, for people.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Every box that holds text or logo.</summary>
    public IEnumerable<PixelBox> TextBoxes => new PixelBox?[] { Headline, Offer, Brand, Logo, AiLabel }.OfType<PixelBox>();
}
