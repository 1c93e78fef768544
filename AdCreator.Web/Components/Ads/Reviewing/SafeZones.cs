using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Imaging;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>Where platforms lay their own buttons and words over an ad, as far as its checks say.</summary>
public static class SafeZones
{
    private const string Check = "safe_zone";

    /// <summary>The part that stays clear, from the file's own safe-zone check; null where none was measured.</summary>
    public static RelativeBox? Of(CheckReport? report) => report?.Checks.FirstOrDefault(c => c.Check == Check && c.Place is not null)?.Place;

    /// <summary>How to name a placement: its platform and place, or the ad's own format.</summary>
    public static string NameOf(string placementId)
    {
        if (placementId == ApprovalFiles.Own)
        {
            return "Own format";
        }

        var parts = placementId.Split('.').Select(AdWords.OfCriterion).ToList();
        return string.Join(' ', parts.Select((p, i) => i == 0 ? p : char.IsUpper(p[0]) ? p.ToLowerInvariant() : p)).Replace("x", ":", StringComparison.Ordinal);
    }

    /// <summary>The place of a box in CSS.</summary>
    public static string Style(RelativeBox box) => FormattableString.Invariant(
        $"inset-inline-start: {box.Left * 100:0.##}%; inset-block-start: {box.Top * 100:0.##}%; inline-size: {box.Width * 100:0.##}%; block-size: {box.Height * 100:0.##}%");
}
