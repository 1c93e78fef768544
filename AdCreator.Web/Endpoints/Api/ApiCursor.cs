using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AdCreator.Core.Brands;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Places in lists as text that callers hand back and need not understand.</summary>
internal static class ApiCursor
{
    public const string Wrong = "This is no cursor of this list. Send the next_cursor of the page before, or leave it out for the first page.";

    private const int LongestText = 2000;

    public static string? Of(NameCursor? place) => place is null ? null : Encode($"{place.Id:N}{place.Name}");

    public static string? Of(UsageCursor? place) =>
        place is null ? null : Encode(string.Create(CultureInfo.InvariantCulture, $"{place.Id:N}{place.CreatedAt.UtcTicks}"));

    /// <summary>False when the text is no such place; null is the first page.</summary>
    public static bool TryRead(string? text, out NameCursor? place)
    {
        var isRead = TryRead(text, out var id, out var rest);
        place = isRead && text is not null ? new NameCursor(rest, id) : null;
        return isRead;
    }

    /// <inheritdoc cref="TryRead(string?, out NameCursor?)"/>
    public static bool TryRead(string? text, out UsageCursor? place)
    {
        place = null;
        if (!TryRead(text, out var id, out var rest))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        var isInstant = long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks;
        place = isInstant ? new UsageCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id) : null;
        return isInstant;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static bool TryRead(string? text, out Guid id, out string rest)
    {
        (id, rest) = (Guid.Empty, "");
        if (text is null)
        {
            return true;
        }

        if (text.Length > LongestText || !Base64Url.IsValid(text))
        {
            return false;
        }

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (plain.Length < 32 || !Guid.TryParseExact(plain[..32], "N", out id))
        {
            return false;
        }

        rest = plain[32..];
        return !rest.Contains('\0', StringComparison.Ordinal);
    }
}
