using System.Text.Json;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Everything that an ad is rendered from, read from the store.</summary>
public sealed record DesignInput
{
    private static readonly Lazy<Dictionary<string, string>> AiLabels =
        new(() => JsonSerializer.Deserialize<Dictionary<string, string>>(PromptFile.Read("Placements/ai-labels.json"))!);

    public required Brief Brief { get; init; }

    /// <summary>The hook's text, for where no person changed the headline.</summary>
    public required string HookText { get; init; }

    /// <summary>What a person changed; null for nothing.</summary>
    public AdDesign? Design { get; init; }

    /// <summary>The picture without text.</summary>
    public required ReadOnlyMemory<byte> Scene { get; init; }

    /// <summary>The product's cut-out with Product Lock; null otherwise.</summary>
    public ReadOnlyMemory<byte>? Cutout { get; init; }

    /// <summary>Where the scene shows the product; null where nobody looked.</summary>
    public RelativeBox? ProductBox { get; init; }

    /// <summary>Whether the scene was drawn for the shape of the placements that are rendered from it, and not for the ad's own format.</summary>
    public bool IsDrawnForShape { get; init; }

    public ReadOnlyMemory<byte>? Logo { get; init; }

    public ReadOnlyMemory<byte>? HeadlineFont { get; init; }

    public ReadOnlyMemory<byte>? TextFont { get; init; }

    /// <summary>The line on the picture.</summary>
    public string Headline => Design?.Headline is { Length: > 0 } own ? own : HookText;

    /// <summary>The line in the badge; empty for none.</summary>
    public string Offer => Design?.Offer ?? Brief.Offer;

    /// <summary>What a screen reader says of the ad.</summary>
    public string AltText => Design?.AltText is { Length: > 0 } own ? own : $"{Headline.TrimEnd('.')}. {Brief.BrandName}, {Brief.ProductName}.";

    /// <summary>The design that all sizes share.</summary>
    public AdArtwork ToArtwork() => new()
    {
        Scene = Scene,
        Cutout = Brief.Mode == PictureMode.ProductLock ? Cutout : null,
        ProductBox = ProductBox,
        Headline = Headline,
        Offer = Offer,
        BrandName = Brief.BrandName,
        Logo = Logo,
        MainColor = Brief.BrandColor,
        Colors = Brief.Kit.Colors,
        HeadlineFont = HeadlineFont,
        TextFont = TextFont,
        AiLabel = Brief.Kit.ShowsAiLabel ? AiLabelIn(Design?.Language) : "",
        AltText = AltText,
    };

    /// <summary>The canvas of an ad in its own format; the key of a person's text box is <c>ad</c>.</summary>
    public AdCanvas CanvasOf(AdFormat format) => new()
    {
        Width = format.Width, Height = format.Height, TextBox = TextBoxOf("ad"), Focus = Design?.Focus, IsOwnShape = true,
    };

    /// <summary>The canvas of a placement, with its safe zone and its cap of bytes.</summary>
    public AdCanvas CanvasOf(Placement placement) => new()
    {
        Width = placement.Width,
        Height = placement.Height,
        SafeBox = placement.SafeBox,
        TextBox = TextBoxOf(placement.Id),

        // A person chose the point on the ad's own picture.
        Focus = IsDrawnForShape ? null : Design?.Focus,
        IsOwnShape = IsDrawnForShape,
        File = new FileTarget((placement.MaxFileKb * 1024L) ?? long.MaxValue, placement.IsPngOnly, placement.IsCertain("max file")),
    };

    /// <summary>The line in a language, by the first part of its tag; English where it is not known.</summary>
    public static string AiLabelIn(string? language) =>
        AiLabels.Value.GetValueOrDefault(language?.Split('-')[0].ToLowerInvariant() ?? "en") ?? AiLabels.Value["en"];

    private RelativeBox? TextBoxOf(string key) =>
        Design?.TextBoxes.TryGetValue(key, out var box) == true ? box : null;
}
