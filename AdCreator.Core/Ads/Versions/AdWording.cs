using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;

namespace AdCreator.Core.Ads.Versions;

/// <summary>The words of an ad as they stand: what a person changed, else what hook and brief say.</summary>
/// <param name="Headline">The line in large type; empty while there is none.</param>
/// <param name="Offer">The offer line; empty for none.</param>
/// <param name="AltText">What a screen reader says of the ad.</param>
/// <param name="Language">IETF tag; empty when nobody chose one.</param>
/// <param name="Copy">Fields that platforms show beside the picture, such as <c>primary_text</c>, with their texts.</param>
public sealed record AdWording(string Headline, string Offer, string AltText, string Language, IReadOnlyDictionary<string, string> Copy)
{
    private static readonly IReadOnlyDictionary<string, string> NoCopy = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Every text that people read.</summary>
    public IEnumerable<string> Texts => [Headline, Offer, .. Copy.Values];

    /// <summary>The words of an ad with this hook and these changes.</summary>
    public static AdWording Of(Brief brief, Hook? hook, AdDesign? design)
    {
        var headline = design?.Headline ?? hook?.Text ?? "";
        var altText = headline.Length == 0 ? $"Ad for {brief.ProductName}" : $"{headline}. Ad for {brief.ProductName}";
        return new AdWording(headline, design?.Offer ?? brief.Offer, design?.AltText ?? altText, design?.Language ?? "", design?.Copy ?? NoCopy);
    }
}
