using System.Globalization;
using AdCreator.Core.Organizations.Activity;
using Microsoft.AspNetCore.WebUtilities;

namespace AdCreator.Web.Components.Organizations.Activity;

/// <summary>Filter and place in the log as they stand in the address, so that a link, a reload and Back keep them.</summary>
/// <param name="Filter">What is asked for. Anything unreadable in the address restricts nothing.</param>
/// <param name="After">Where the page begins; null for the newest.</param>
public sealed record ActivityAddress(ActivityFilter Filter, ActivityCursor? After = null)
{
    /// <summary>Reads the parts of an address.</summary>
    public static ActivityAddress Of(string? person, string? action, string? result, string? after) => new(
        new ActivityFilter(
            Guid.TryParse(person, out var id) ? id : null,
            action is { Length: > 0 and <= 80 } ? action : null,
            ResultOf(result)),
        PlaceOf(after));

    /// <summary>The address of the page with this filter.</summary>
    public string Page => QueryHelpers.AddQueryString("/admin/activity", new Dictionary<string, string?>
    {
        ["person"] = Filter.PersonId?.ToString(),
        ["action"] = Filter.Action,
        ["result"] = WordOf(Filter.Result),
        ["after"] = After is { } place ? string.Create(CultureInfo.InvariantCulture, $"{place.CreatedAt.UtcTicks}.{place.Id:N}") : null,
    }.Where(part => part.Value is not null));

    /// <summary>The address with a part of the filter changed, from the newest entry on.</summary>
    public ActivityAddress With(Func<ActivityFilter, ActivityFilter> change) => new(change(Filter));

    /// <summary>The result that a word of the address means; null for any other word.</summary>
    public static AuditResult? ResultOf(string? word) => word switch { "done" => AuditResult.Done, "refused" => AuditResult.Denied, _ => null };

    /// <summary>The word that means a result; null for no result.</summary>
    public static string? WordOf(AuditResult? result) => result switch { AuditResult.Done => "done", AuditResult.Denied => "refused", _ => null };

    private static ActivityCursor? PlaceOf(string? text)
    {
        var parts = text?.Split('.') ?? [];
        return parts is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var instant) && instant <= DateTime.MaxValue.Ticks
            && Guid.TryParseExact(id, "N", out var entry)
            ? new ActivityCursor(new DateTimeOffset(instant, TimeSpan.Zero), entry)
            : null;
    }
}
