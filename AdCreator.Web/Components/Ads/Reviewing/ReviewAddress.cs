using System.Globalization;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>What the review page shows, as its address says it.</summary>
/// <param name="RunId">The set.</param>
/// <param name="Ad">Number of the ad in view; null for the first.</param>
/// <param name="View">Ads or placements.</param>
/// <param name="DoubtsFirst">Whether unclear ads stand first in the list.</param>
public sealed record ReviewAddress(Guid RunId, int? Ad = null, ReviewView View = ReviewView.Ads, bool DoubtsFirst = false)
{
    /// <summary>The word of the placements view in an address.</summary>
    public const string Placements = "placements";

    /// <summary>Path with query, such as <c>/ads/runs/0197…/review?ad=3</c>.</summary>
    public string Url
    {
        get
        {
            var parts = new List<string>();
            if (Ad is { } number)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"ad={number}"));
            }

            if (View == ReviewView.Placements)
            {
                parts.Add($"view={Placements}");
            }

            if (DoubtsFirst)
            {
                parts.Add("first=unclear");
            }

            return $"/ads/runs/{RunId}/review" + (parts.Count == 0 ? "" : $"?{string.Join('&', parts)}");
        }
    }
}

/// <summary>The two ways to look at a set under review.</summary>
public enum ReviewView
{
    Ads,
    Placements,
}
