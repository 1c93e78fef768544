using System.Globalization;
using AdCreator.Core.Ads.Runs;
using Microsoft.AspNetCore.WebUtilities;
using AdDecision = AdCreator.Core.Ads.Runs.Decision;

namespace AdCreator.Web.Components.Ads;

/// <summary>What the gallery shows, as it stands in its address, so that a link, a reload and Back keep it.</summary>
/// <param name="Search">Words of brand, product, hook or tag; empty for all.</param>
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

    /// <summary>The decisions by their words in the address.</summary>
    public static IReadOnlyList<(string Word, Decision Decision)> Decisions { get; } =
        [("approved", AdDecision.Approved), ("rejected", AdDecision.Rejected), ("undecided", AdDecision.None)];

    /// <summary>The orders by their words in the address; the first one needs none.</summary>
    public static IReadOnlyList<(string Word, RunSort Sort)> Sorts { get; } =
        [("newest", RunSort.Newest), ("oldest", RunSort.Oldest), ("dearest", RunSort.Dearest), ("cheapest", RunSort.Cheapest)];

    public string? Tag { get; init; }

    public Decision? Decision { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? BrandId { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? AtLeastUsd { get; init; }

    /// <summary>US dollars.</summary>
    public decimal? AtMostUsd { get; init; }

    public RunSort Sort { get; init; } = RunSort.Newest;

    /// <summary>Whether ads are shown by themselves, not in their sets.</summary>
    public bool ShowsAds { get; init; }

    /// <summary>Whether something is left out; order and view leave out nothing.</summary>
    public bool IsFiltered => this with { Sort = RunSort.Newest, ShowsAds = false } != new GalleryAddress();

    /// <summary>How many of the filters behind the search field and the statuses are set.</summary>
    public int Narrowings => new object?[] { Tag, Decision, PersonId, BrandId, From, To, AtLeastUsd, AtMostUsd }.Count(p => p is not null);

    public RunFilter Filter => new(Search, Status, (Page - 1) * PageSize, PageSize)
    {
        Tag = Tag, Decision = Decision, PersonId = PersonId, BrandId = BrandId, From = From, To = To, AtLeastUsd = AtLeastUsd, AtMostUsd = AtMostUsd, Sort = Sort,
    };

    public string Url
    {
        get
        {
            var parts = new Dictionary<string, string?>
            {
                ["q"] = Search.Length == 0 ? null : Search,
                ["status"] = Status is { } status ? Statuses.Single(s => s.Status == status).Word : null,
                ["tag"] = Tag,
                ["decision"] = Decision is { } decision ? Decisions.Single(d => d.Decision == decision).Word : null,
                ["person"] = PersonId?.ToString(),
                ["brand"] = BrandId?.ToString(),
                ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["min"] = AtLeastUsd?.ToString(CultureInfo.InvariantCulture),
                ["max"] = AtMostUsd?.ToString(CultureInfo.InvariantCulture),
                ["sort"] = Sort == RunSort.Newest ? null : Sorts.Single(s => s.Sort == Sort).Word,
                ["view"] = ShowsAds ? "ads" : null,
                ["page"] = Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture),
            };
            return QueryHelpers.AddQueryString("/ads", parts.Where(p => p.Value is not null));
        }
    }

    /// <summary>Reads a query string, with or without its question mark; what is unreadable restricts nothing.</summary>
    public static GalleryAddress Parse(string? queryString)
    {
        var query = QueryHelpers.ParseQuery(queryString);
        return new GalleryAddress(
            Text("q") ?? "",
            Statuses.Where(s => s.Word == Text("status")).Select(s => (RunStatus?)s.Status).FirstOrDefault(),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MaxPage) : 1)
        {
            Tag = Text("tag"),
            Decision = Decisions.Where(d => d.Word == Text("decision")).Select(d => (Decision?)d.Decision).FirstOrDefault(),
            PersonId = Guid.TryParse(Text("person"), out var person) ? person : null,
            BrandId = Guid.TryParse(Text("brand"), out var brand) ? brand : null,
            From = DayOf(Text("from")),
            To = DayOf(Text("to")),
            AtLeastUsd = UsdOf(Text("min")),
            AtMostUsd = UsdOf(Text("max")),
            Sort = Sorts.Where(s => s.Word == Text("sort")).Select(s => (RunSort?)s.Sort).FirstOrDefault() ?? RunSort.Newest,
            ShowsAds = Text("view") == "ads",
        };

        string? Text(string key) => query.TryGetValue(key, out var value) && value.ToString() is { Length: > 0 and <= 200 } text ? text : null;
    }

    /// <summary>A day as <c>2026-11-26</c>, within the calendar that databases know; else null.</summary>
    public static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200 ? day : null;

    /// <summary>An amount from 0 to a million; else null.</summary>
    public static decimal? UsdOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && usd is >= 0 and <= 1_000_000 ? usd : null;
}
