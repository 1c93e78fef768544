using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Reviews;

/// <summary>What a reviewer gets to see.</summary>
/// <param name="Brief">What the run is for.</param>
/// <param name="Headline">The words on the ad.</param>
/// <param name="Offer">The offer line on the ad; empty for none.</param>
/// <param name="Product">The product's own picture, sent first.</param>
/// <param name="Ad">The finished ad, sent second.</param>
public sealed record ReviewOrder(Brief Brief, string Headline, string Offer, PromptPicture Product, PromptPicture Ad)
{
    /// <summary>The ad's part with the product, sent third; null where nobody knows where it is.</summary>
    public PromptPicture? Crop { get; init; }

    /// <summary>What the program measured, a line each; empty for nothing. Longer than <see cref="ReviewStep.MaxMeasuredLength"/> is cut.</summary>
    public string Measured { get; init; } = "";
}
