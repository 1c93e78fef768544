using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Imaging;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>Where platforms lay their own buttons and words over an ad, from the placement file.</summary>
public static class SafeZones
{
    /// <summary>The part that stays clear at a placement, in parts of the picture; null where nothing covers it.</summary>
    /// <param name="placementId">Of the placement file; <c>ad</c> for the ad's own format: then what stays clear at every placement of its shape.</param>
    /// <param name="aspectRatio">Shape of the ad's own format, such as 9:16.</param>
    public static RelativeBox? Of(string placementId, string aspectRatio)
    {
        if (placementId != ApprovalFiles.Own)
        {
            return PlacementSpecs.Find(placementId) is { HasSafeZone: true } placement ? Relative(placement) : null;
        }

        var format = AdFormat.Find(aspectRatio);
        var boxes = format is null ? [] : PlacementSpecs.Images
            .Where(p => p.HasSafeZone && Math.Abs(((double)p.Width / p.Height) - ((double)format.Width / format.Height)) < 0.01)
            .Select(Relative)
            .ToList();
        return boxes.Count == 0 ? null : boxes.Aggregate(Shared);
    }

    /// <summary>How to name a placement: its platform, place and shape, or the ad's own format.</summary>
    public static string NameOf(string placementId) =>
        placementId == ApprovalFiles.Own ? "Own format"
        : PlacementSpecs.Find(placementId) is { } placement ? $"{placement.Platform.Split(" (")[0]}: {placement.Name}, {placement.RatioText}"
        : placementId;

    /// <summary>The place of a box in CSS.</summary>
    public static string Style(RelativeBox box) => FormattableString.Invariant(
        $"inset-inline-start: {box.Left * 100:0.##}%; inset-block-start: {box.Top * 100:0.##}%; inline-size: {box.Width * 100:0.##}%; block-size: {box.Height * 100:0.##}%");

    private static RelativeBox Relative(Placement placement)
    {
        var (box, width, height) = (placement.SafeBox, (double)placement.Width, (double)placement.Height);
        return new RelativeBox(box.Left / width, box.Top / height, box.Width / width, box.Height / height);
    }

    private static RelativeBox Shared(RelativeBox one, RelativeBox other)
    {
        var (left, top) = (Math.Max(one.Left, other.Left), Math.Max(one.Top, other.Top));
        var (right, bottom) = (Math.Min(one.Left + one.Width, other.Left + other.Width), Math.Min(one.Top + one.Height, other.Top + other.Height));
        return new RelativeBox(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }
}
