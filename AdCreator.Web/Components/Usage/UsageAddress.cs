using System.Globalization;
using AdCreator.Core.Usage.Queries;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AdCreator.Web.Components.Usage;

/// <summary>Range, filter and opened call as they stand in the address, so that a link, a reload and Back keep them.</summary>
/// <param name="Filter">What is asked for. Anything unreadable in the address restricts nothing.</param>
/// <param name="CallId">The call that is open; null for the overview.</param>
public sealed record UsageAddress(UsageFilter Filter, Guid? CallId = null)
{
    private static readonly (string Word, UsagePreset Preset)[] Presets =
    [
        ("today", UsagePreset.Today),
        ("7d", UsagePreset.Last7Days),
        ("30d", UsagePreset.Last30Days),
        ("month", UsagePreset.ThisMonth),
        ("last-month", UsagePreset.LastMonth),
        ("custom", UsagePreset.Custom),
    ];

    /// <summary>Reads a query string, with or without its question mark.</summary>
    public static UsageAddress Parse(string? queryString) => Parse(QueryHelpers.ParseQuery(queryString));

    /// <summary>Reads a query.</summary>
    public static UsageAddress Parse(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var values = query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new(
            new()
            {
                Range = ReadRange(values),
                Model = Text(values, "model"),
                Operation = Text(values, "operation"),
                PersonId = Id(values, "person"),
                BrandId = Id(values, "brand"),
                RunId = Id(values, "run"),
                AdId = Id(values, "ad"),
                Outcome = OutcomeWord.Find(Text(values, "outcome")),
                Demo = bool.TryParse(Text(values, "demo"), out var demo) ? demo : null,
            },
            Id(values, "call"));
    }

    /// <summary>The address of the page with this filter.</summary>
    public string Page => QueryHelpers.AddQueryString("/usage", Query());

    /// <summary>The address of the same calls as a file.</summary>
    public string Export => QueryHelpers.AddQueryString("/api/v1/usage/export.csv", (this with { CallId = null }).Query());

    /// <summary>The address of the same calls as a file by the FinOps Open Cost and Usage Specification.</summary>
    public string Focus => QueryHelpers.AddQueryString("/api/v1/usage/focus.csv", (this with { CallId = null }).Query());

    /// <summary>The address with a part of the filter changed and no call open.</summary>
    public UsageAddress With(Func<UsageFilter, UsageFilter> change) => new(change(Filter));

    private Dictionary<string, string?> Query()
    {
        var parts = new Dictionary<string, string?>
        {
            ["range"] = Filter.Range == UsageRange.Default ? null : Presets.Single(p => p.Preset == Filter.Range.Preset).Word,
            ["from"] = Filter.Range.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = Filter.Range.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["model"] = Filter.Model,
            ["operation"] = Filter.Operation,
            ["person"] = Filter.PersonId?.ToString(),
            ["brand"] = Filter.BrandId?.ToString(),
            ["run"] = Filter.RunId?.ToString(),
            ["ad"] = Filter.AdId?.ToString(),
            ["outcome"] = Filter.Outcome is { } outcome ? OutcomeWord.Of(outcome) : null,
            ["demo"] = Filter.Demo switch { true => "true", false => "false", null => null },
            ["call"] = CallId?.ToString(),
        };
        return parts.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value);
    }

    private static UsageRange ReadRange(Dictionary<string, string> values)
    {
        var (from, to) = (Day(values, "from"), Day(values, "to"));
        if (from is not null || to is not null)
        {
            return new(UsagePreset.Custom, from, to);
        }

        var named = Presets.FirstOrDefault(p => p.Word == Text(values, "range") && p.Preset != UsagePreset.Custom);
        return named.Word is null ? UsageRange.Default : new(named.Preset);
    }

    private static string? Text(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var value) && value.Length is > 0 and <= 200 ? value : null;

    private static Guid? Id(Dictionary<string, string> values, string key) => Guid.TryParse(Text(values, key), out var id) ? id : null;

    private static DateOnly? Day(Dictionary<string, string> values, string key) =>
        DateOnly.TryParseExact(Text(values, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
