using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Ads.Checks;

/// <summary>What a product is, so that saying it claims nothing new.</summary>
/// <param name="ProductName">Its name; numbers in it, such as "500 ml", may be said.</param>
/// <param name="BrandName">The brand's name.</param>
/// <param name="Benefits">What the buyer gains, as the product page has it.</param>
/// <param name="PriceText">Its price as ads show it; empty when ads name none.</param>
/// <param name="Offer">Its running offer; empty when there is none.</param>
public sealed record ClaimFacts(string ProductName, string BrandName, IReadOnlyList<string> Benefits, string PriceText, string Offer)
{
    /// <summary>The facts that a brief froze.</summary>
    public static ClaimFacts Of(Brief brief) => new(brief.ProductName, brief.BrandName, brief.Benefits, brief.PriceText, brief.Offer);
}

/// <summary>One claim that a text makes.</summary>
/// <param name="Kind">Stable word, such as <c>price</c>, <c>discount</c>, <c>deadline</c>, <c>guarantee</c>, <c>ranking</c>, <c>proof</c>, <c>health</c>, <c>comparison</c>, <c>figure</c> or <c>count</c>.</param>
/// <param name="Sentence">The sentence it stands in, as written.</param>
/// <param name="State">Passed when it is approved, Failed when a person should decide, otherwise Blocked.</param>
/// <param name="Text">What was found and why it may or may not be said, in one sentence.</param>
/// <param name="Approved">The approved words that it rests on; null when there are none.</param>
public sealed record ClaimFinding(string Kind, string Sentence, CheckState State, string Text, string? Approved);

/// <summary>A claim with what stands behind it, prepared for comparing.</summary>
/// <param name="Text">The approved words.</param>
/// <param name="IsWhole">Whether all of its words must be said: conditions of an offer are part of it.</param>
internal sealed record Ground(string Text, IReadOnlyList<string> Content, bool IsWhole, bool IsFact, DateOnly? ExpiresOn)
{
    public static Ground Fact(string text) => new(text, ClaimWords.Content(ClaimWords.Normalize(text)), IsWhole: false, IsFact: true, null);

    public static Ground Of(ApprovedClaim claim) =>
        new(claim.Text, ClaimWords.Content(ClaimWords.Normalize(claim.Text)), claim.Kind is not ClaimKind.Statement, IsFact: false, claim.ExpiresOn);
}
