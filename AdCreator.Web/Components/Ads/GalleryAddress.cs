using System.Globalization;
using AdCreator.Core.Ads.Runs;
using Microsoft.AspNetCore.WebUtilities;

namespace AdCreator.Web.Components.Ads;

/// <summary>What the gallery shows, as it stands in its address, so that a link, a reload and Back keep it.</summary>
/// <param name="Search">Words of brand or product; empty for all.</param>
/// <param name="Status">Null for every status.</param>
/// <param name="Page">From 1.</param>
public sealed record GalleryAddress(string Search = "", RunStatus? Status = null, int Page = 1)
{
    /// <summary>Sets on a full page.</summary>
    public const int PageSize = 24;

    private const int MaxPage = 10_000;

    /// <summary>The statuses by their words in the address.</summary>
    public static IReadOnlyList<(string Word, RunStatus Status)> Statuses { get; } =
    [
        ("running", RunStatus.Running),
        ("finished", RunStatus.Finished),
        ("attention", RunStatus.NeedsAttention),
        ("cancelled", RunStatus.Cancelled),
    ];

    public bool IsFiltered => Search.Length > 0 || Status is not null || Page > 1;

    public RunFilter Filter => new(Search, Status, (Page - 1) * PageSize, PageSize);

    public string Url
    {
        get
        {
            var parts = new Dictionary<string, string?>
            {
                ["q"] = Search.Length == 0 ? null : Search,
                ["status"] = Status is { } status ? Statuses.Single(s => s.Status == status).Word : null,
                ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
            };
            return QueryHelpers.AddQueryString("/ads", parts.Where(p => p.Value is not null));
        }
    }

    /// <summary>Reads the parts of a query; what is unreadable restricts nothing.</summary>
    public static GalleryAddress Parse(string? search, string? status, string? page) => new(
        search is { Length: <= 200 } ? search : "",
        Statuses.Where(s => s.Word == status).Select(s => (RunStatus?)s.Status).FirstOrDefault(),
        int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MaxPage) : 1);
}
