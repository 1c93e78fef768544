using System.Globalization;
using AdCreator.Core.Ads.Export;
using Microsoft.AspNetCore.WebUtilities;

namespace AdCreator.Web.Components.Ads.Export;

/// <summary>Which ads are exported and how, as it stands in the addresses of the page and of its download.</summary>
/// <param name="Ads">Numbers of the ads, ascending; null for every approved one.</param>
/// <param name="Profile">Id of a copy profile; null for the first.</param>
/// <param name="IsChecked">Whether the files are compared before the page is shown: it says then what is wrong with them.</param>
public sealed record ExportAddress(IReadOnlyList<int>? Ads = null, string? Profile = null, bool IsChecked = false)
{
    private const int MostAds = 100;

    /// <summary>What is asked of the service.</summary>
    public ExportChoice Choice => new(Ads?.ToHashSet(), Profile ?? CopyProfile.All[0].Id);

    /// <summary>Reads the parts of a query; what is unreadable restricts nothing.</summary>
    public static ExportAddress Parse(string? ads, string? profile, string? isChecked = null)
    {
        var numbers = (ads ?? "").Split(',', MostAds).Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(n => n > 0).Distinct().Order().ToList();
        return new ExportAddress(numbers.Count == 0 ? null : numbers, CopyProfile.All.FirstOrDefault(p => p.Id == profile)?.Id, isChecked == "true");
    }

    /// <summary>The page.</summary>
    public string PageOf(Guid runId) => QueryHelpers.AddQueryString($"/ads/runs/{runId}/export", Query(IsChecked));

    /// <summary>The archive.</summary>
    public string FileOf(Guid runId) => QueryHelpers.AddQueryString($"/ads/runs/{runId}/export.zip", Query(isChecked: false));

    private Dictionary<string, string?> Query(bool isChecked) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ads"] = Ads is null ? null : string.Join(',', Ads.Select(n => n.ToString(CultureInfo.InvariantCulture))),
        ["profile"] = Profile,
        ["check"] = isChecked ? "true" : null,
    }.Where(p => p.Value is not null).ToDictionary(StringComparer.Ordinal);
}
