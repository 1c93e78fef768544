namespace AdCreator.Web.Components.Ads.Briefs;

/// <summary>The steps of the brief page, in their order.</summary>
public enum BriefPart
{
    Subject = 1,
    Inspiration,
    Hooks,
    Placements,
    Mode,
}

/// <summary>Says in which step a field stands.</summary>
public static class BriefSteps
{
    /// <summary>The step of a field of <see cref="BriefFields"/>; null for fields that stand in the review.</summary>
    public static BriefPart? Of(string field) => field switch
    {
        BriefFields.Brand or BriefFields.Product or BriefFields.ProductPicture => BriefPart.Subject,
        BriefFields.Audience or BriefFields.Wish or BriefFields.ReferenceAd => BriefPart.Inspiration,
        BriefFields.Hooks => BriefPart.Hooks,
        BriefFields.Placements or BriefFields.AspectRatio => BriefPart.Placements,
        BriefFields.Mode => BriefPart.Mode,
        _ => null,
    };
}
