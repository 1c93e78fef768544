using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Brands;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>What is missing or wrong in choices, in the order of the page.</summary>
internal static class BriefCheck
{
    /// <summary>Brand, product, its picture and the way it comes into the ad.</summary>
    public static IEnumerable<BriefProblem> OfSubject(BriefChoices choices, Brand? brand, Product? product, Guid? cutout)
    {
        if (brand is null)
        {
            yield return new BriefProblem("Brand", "Choose the brand the ads are for.");
        }
        else if (product is null)
        {
            yield return new BriefProblem("Product", "Choose one of the brand's products, or add a new one.");
        }
        else if (product.PictureBlobId is null)
        {
            yield return new BriefProblem("ProductPicture", "This product has no picture yet: the ads must show it, so add one first.");
        }
        else if (choices.Mode == PictureMode.ProductLock && cutout is null)
        {
            yield return new BriefProblem("Mode", "Product Lock needs the product cut out of its picture: confirm the cut-out or add a transparent PNG on the product's page, or choose Reimagine.");
        }
    }

    /// <summary>What can be judged from the choices alone.</summary>
    public static IEnumerable<BriefProblem> OfChoices(BriefChoices choices)
    {
        if (choices.Audience.Length > BriefWriter.MaxAudienceLength)
        {
            yield return new BriefProblem("Audience", $"At most {BriefWriter.MaxAudienceLength} characters; these are {choices.Audience.Length}.");
        }

        if (choices.Wish.Length > BriefWriter.MaxWishLength)
        {
            yield return new BriefProblem("Wish", $"At most {BriefWriter.MaxWishLength} characters; these are {choices.Wish.Length}.");
        }

        foreach (var problem in OfCount(choices).Concat(OfHooks(choices)))
        {
            yield return problem;
        }

        if (choices.Placements.Any(id => HeadlineLimits.All.Find(id) is null))
        {
            yield return new BriefProblem("Placements", "A chosen placement is not on the list any more: choose the placements again.");
        }

        if (AdFormat.Find(choices.AspectRatio) is null)
        {
            yield return new BriefProblem("AspectRatio", $"Choose one of {string.Join(", ", AdFormat.All.Select(f => f.AspectRatio))}.");
        }

        if (choices.Mode is { } mode && !Enum.IsDefined(mode))
        {
            yield return new BriefProblem("Mode", "Choose Product Lock or Reimagine.");
        }
    }

    private static IEnumerable<BriefProblem> OfCount(BriefChoices choices)
    {
        var hooks = AdCount.ChosenHooks(choices);
        if (hooks == 0)
        {
            if (choices.Variations is < 1 or > BriefWriter.MaxVariations)
            {
                yield return new BriefProblem("Variations", $"Choose 1 to {BriefWriter.MaxVariations} ads.");
            }
        }
        else if (choices.VariantsPerHook is < 1 or > AdCount.MostOfOneHook)
        {
            yield return new BriefProblem("Variations", $"Choose 1 to {AdCount.MostOfOneHook} ads of each hook.");
        }
        else if (AdCount.Of(choices) is var ads and > AdCount.Most)
        {
            yield return new BriefProblem("Hooks", $"{hooks} hooks × {choices.VariantsPerHook} are {ads} ads, and a set has at most {AdCount.Most}: use fewer hooks, or fewer ads of each.");
        }
    }

    private static IEnumerable<BriefProblem> OfHooks(BriefChoices choices)
    {
        var unusable = choices.Hooks.Select((choice, i) => (choice, Number: i + 1)).Where(h => h.choice.IsChosen && HookStep.Clean(h.choice.Hook) is null).ToList();
        if (unusable.Count > 0)
        {
            yield return new BriefProblem(
                "Hooks", $"Hook {unusable[0].Number} cannot be used as it is: a hook has {HookStep.MinTextLength} to {HookStep.MaxTextLength} letters. Change it, or leave it out.");
        }
    }
}
