using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Versions;

/// <summary>What a person changed in an ad's text layer. Null means: as the hook, the brief and the program have it.</summary>
public sealed record AdDesign
{
    /// <summary>The headline, 1 to 90 characters; null for the hook's text.</summary>
    public string? Headline { get; init; }

    /// <summary>The offer line, at most 120 characters, empty for none; null for the brief's.</summary>
    public string? Offer { get; init; }

    /// <summary>IETF tag of the words' language, such as <c>de</c>; null for the brief's own.</summary>
    public string? Language { get; init; }

    /// <summary>What a screen reader says of the ad; null for hook and product.</summary>
    public string? AltText { get; init; }

    /// <summary>Copy fields that platforms show beside the picture, by field of the spec file, such as <c>primary_text</c>.</summary>
    public IReadOnlyDictionary<string, string> Copy { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where a person put the text block, by placement id, in parts of width and height (0 to 1); the key <c>ad</c> is the ad's own format.</summary>
    public IReadOnlyDictionary<string, RelativeBox> TextBoxes { get; init; } = new Dictionary<string, RelativeBox>(StringComparer.Ordinal);

    /// <summary>The point of the scene that crops keep, in parts of its width and height (0 to 1); null for the program's choice.</summary>
    public RelativePoint? Focus { get; init; }
}
