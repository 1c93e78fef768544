namespace AdCreator.Core.Brands;

/// <summary>What makes an ad look and sound like its brand.</summary>
public sealed record BrandKit
{
    /// <summary>The logo, a PNG with transparency or a picture on plain ground; null for the name in type.</summary>
    public Guid? LogoBlobId { get; init; }

    /// <summary>Up to 8 colours beside the main one, each #RRGGBB: all that text, accents and badges may use, with white and near-black.</summary>
    public IReadOnlyList<string> Colors { get; init; } = [];

    /// <summary>Font of headlines, one of the brand's uploaded ones; null for Inter.</summary>
    public Guid? HeadlineFontId { get; init; }

    /// <summary>Font of smaller text; null for Inter.</summary>
    public Guid? TextFontId { get; init; }

    /// <summary>Words that the brand likes, up to 20 of at most 60 characters.</summary>
    public IReadOnlyList<string> WordsToUse { get; init; } = [];

    /// <summary>Words that no ad of the brand may contain, up to 50 of at most 60 characters.</summary>
    public IReadOnlyList<string> WordsToAvoid { get; init; } = [];

    /// <summary>Whether each file carries a small visible line that it was made with AI.</summary>
    public bool ShowsAiLabel { get; init; }

    /// <summary>How exported files are named: words in braces are filled in, such as <c>{brand}_{product}_{ad}_{ratio}_{version}</c>.</summary>
    public string FileNamePattern { get; init; } = "{brand}_{product}_{ad}_{placement}_{version}";
}
