using AdCreator.Core.Ads.Briefs;

namespace AdCreator.Web.Components.Ads;

/// <summary>The fields of a brief by the names that <see cref="BriefProblem.Field"/> uses.</summary>
public static class BriefFields
{
    public const string Brand = "Brand";
    public const string Product = "Product";
    public const string Variations = "Variations";
    public const string AspectRatio = "AspectRatio";
    public const string Wish = "Wish";
    public const string ReferenceAd = "ReferenceAd";
    public const string ProductPicture = "ProductPicture";
    public const string Audience = "Audience";
    public const string Hooks = "Hooks";
    public const string Placements = "Placements";
    public const string Mode = "Mode";

    /// <summary>The messages of a field as one text, or null when it has none.</summary>
    public static string? Of(this IReadOnlyList<BriefProblem> problems, string field)
    {
        var messages = problems.Where(p => p.Field == field).Select(p => p.Message).ToArray();
        return messages.Length == 0 ? null : string.Join(' ', messages);
    }

    /// <summary>Whether a change of choices touches the field, so that what was said of it may no longer hold.</summary>
    public static bool IsTouched(string field, BriefChoices before, BriefChoices after) => field switch
    {
        Brand => before.BrandId != after.BrandId,
        Product or ProductPicture => before.ProductId != after.ProductId,
        Variations => before.Variations != after.Variations || before.VariantsPerHook != after.VariantsPerHook,
        Hooks => before.Hooks != after.Hooks || before.VariantsPerHook != after.VariantsPerHook,
        Placements => before.Placements != after.Placements,
        Mode => before.Mode != after.Mode || before.ProductId != after.ProductId,
        Audience => before.Audience != after.Audience,
        AspectRatio => before.AspectRatio != after.AspectRatio,
        Wish => before.Wish != after.Wish,
        ReferenceAd => before.ReferenceBlobId != after.ReferenceBlobId,
        _ => true,
    };
}
