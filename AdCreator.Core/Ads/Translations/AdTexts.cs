namespace AdCreator.Core.Ads.Translations;

/// <summary>The words of one ad, in one language.</summary>
/// <param name="Headline">1 to 90 letters.</param>
/// <param name="Offer">At most 120 letters; empty for none.</param>
/// <param name="AltText">What a screen reader says; empty for headline and product.</param>
public sealed record AdTexts(string Headline, string Offer, string AltText);
