using System.Globalization;

namespace AdCreator.Web.Components.Shared;

/// <summary>Writes instants in a time zone, in the person's language.</summary>
public static class WhenText
{
    /// <summary>Short day and time, such as <c>24 Nov 2026, 14:05</c>.</summary>
    public static string Of(DateTimeOffset instant, TimeZoneInfo zone, bool dateOnly)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return local.ToString(dateOnly ? "d MMM yyyy" : "d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>Day, time with seconds, and the zone with its offset.</summary>
    public static string Full(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return $"{local.ToString("d MMMM yyyy, HH:mm:ss zzz", CultureInfo.CurrentCulture)} ({zone.Id})";
    }
}
