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
