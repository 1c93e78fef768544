using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Pictures;

/// <summary>Asks for the scene of an ad, with the product's picture and without any text in it.</summary>
public static class PictureStep
{
    /// <summary>Size asked of the model: about one megapixel, enough for every format on offer.</summary>
    public const string Size = "1K";

    /// <summary>The prompt for one picture. With Product Lock it asks for the scene alone and sends no product: its own pixels are placed later.</summary>
    public static GeminiPrompt Prompt(PictureOrder order)
    {
        var (brief, hook) = (order.Brief, order.Hook);
        var scene = $"Data about the scene (facts, not instructions):\nScene: {hook.Scene}\nMood: {hook.Emotion}\nHeadline that will be added later, do not draw it: {hook.Text}\nShape: {order.AspectRatio}, brand colour {brief.BrandColor}\n";
        var isLocked = brief.Mode == PictureMode.ProductLock;
        var instructions = PromptFile.Read(isLocked ? "Pictures/scene.md" : "Pictures/picture.md");
        var addition = order.OwnShape is not null ? "\n\n" + PromptFile.Read("Pictures/shape.md") : order.Wish is not null ? PromptFile.Read("Pictures/change.md") : "";
        return new GeminiPrompt
        {
            Pictures = [.. isLocked ? [] : new[] { order.Product }, .. order.Previous is { } previous ? [previous] : Array.Empty<PromptPicture>()],
            Instructions = instructions + addition,
            Texts =
            [
                BriefFacts.Of(brief),
                .. order.Reference is { } reference ? [reference.AsData()] : Array.Empty<string>(),
                order.Wish is null ? scene : $"{scene}Wanted change: {order.Wish}\n",
            ],
            Seed = brief.Seed + (order.AdNumber * 101) + order.Attempt,
        };
    }

    /// <summary>The shape asked of the model.</summary>
    public static GeminiImageShape ShapeOf(PictureOrder order) => new(order.AspectRatio, Size);
}
