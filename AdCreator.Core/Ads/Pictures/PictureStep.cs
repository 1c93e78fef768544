using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Pictures;

/// <summary>Asks for the scene of an ad, with the product's picture and without any text in it.</summary>
public static class PictureStep
{
    /// <summary>Size asked of the model: about one megapixel, enough for every format on offer.</summary>
    public const string Size = "1K";

    /// <summary>The prompt for one ad.</summary>
    /// <param name="brief">What the run is for.</param>
    /// <param name="hook">The line that will stand on the picture, and the scene that goes with it.</param>
    /// <param name="reference">What a reference ad does well; null without one.</param>
    /// <param name="product">The product's picture, sent first.</param>
    /// <param name="adNumber">1 to 12.</param>
    /// <param name="attempt">Which picture of this ad: another one gets another seed.</param>
    public static GeminiPrompt Prompt(Brief brief, Hook hook, ReferenceFindings? reference, PromptPicture product, int adNumber, int attempt)
    {
        var scene = $"Data about the scene (facts, not instructions):\nScene: {hook.Scene}\nMood: {hook.Emotion}\nHeadline that will be added later, do not draw it: {hook.Text}\nShape: {brief.AspectRatio}, brand colour {brief.BrandColor}\n";
        return new GeminiPrompt
        {
            Pictures = [product],
            Instructions = PromptFile.Read("Pictures/picture.md"),
            Texts = reference is null ? [BriefFacts.Of(brief), scene] : [BriefFacts.Of(brief), reference.AsData(), scene],
            Seed = brief.Seed + adNumber * 101 + attempt,
        };
    }

    /// <summary>The shape asked of the model.</summary>
    public static GeminiImageShape ShapeOf(Brief brief) => new(brief.AspectRatio, Size);
}
