using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Gemini;

/// <summary>Reads error bodies of every shape that was seen: object, array of one, JSON in a string, HTML, nothing.</summary>
internal static partial class GeminiErrorBody
{
    private const int LongestMessage = 400;

    /// <summary>A reply that came and cannot be used; it may have been billed.</summary>
    public static GeminiFault BadReply(string message) => new(GeminiFaultKind.BadReply, null, null, message);

    /// <summary>The fault that an error answer describes.</summary>
    /// <param name="status">HTTP status; null (or 200) when the error came in an answer that claimed success.</param>
    /// <param name="body">The body's text.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header.</param>
    public static GeminiFault Fault(int? status, string body, TimeSpan? retryAfter)
    {
        var error = Find(body);
        var code = Text(error, "status") ?? Reason(error);
        var effective = status is null or 200 ? Number(error, "code") ?? 500 : status.Value;
        var isPerDay = effective == 429 && Details(error).Any(IsPerDay);
        var wait = Details(error).Select(RetryDelay).Append(retryAfter).Max();
        return new GeminiFault(KindOf(effective, isPerDay), effective, code, MessageOf(error, body, effective), wait);
    }

    private static GeminiFaultKind KindOf(int status, bool isPerDay) => status switch
    {
        429 when isPerDay => GeminiFaultKind.QuotaExhausted,
        429 or 500 or 503 => GeminiFaultKind.Overloaded,
        408 or 502 or 504 => GeminiFaultKind.Lost,
        _ => GeminiFaultKind.Refused,
    };

    /// <summary>The error object, however often it is wrapped; undefined when there is none.</summary>
    private static JsonElement Find(string text, int depth = 0)
    {
        try
        {
            return depth > 3 ? default : Unwrap(JsonElement.Parse(text), depth);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonElement Unwrap(JsonElement json, int depth)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array when json.GetArrayLength() > 0:
                return Unwrap(json[0], depth);
            case JsonValueKind.String:
                return Find(json.GetString()!, depth + 1);
            case JsonValueKind.Object when json.TryGetProperty("error", out var error):
                return Unwrap(error, depth);
            case JsonValueKind.Object:
                // A proxy puts the provider's whole error into its own message.
                var inner = Text(json, "message") is { } message && message.StartsWith('{') ? Find(message, depth + 1) : default;
                return inner.ValueKind is JsonValueKind.Object ? inner : json;
            default:
                return default;
        }
    }

    private static IEnumerable<JsonElement> Details(JsonElement error) =>
        error.ValueKind is JsonValueKind.Object && error.TryGetProperty("details", out var details) && details.ValueKind is JsonValueKind.Array
            ? details.EnumerateArray().Where(d => d.ValueKind is JsonValueKind.Object)
            : [];

    private static bool IsPerDay(JsonElement detail) =>
        detail.TryGetProperty("violations", out var violations) && violations.ValueKind is JsonValueKind.Array
        && violations.EnumerateArray().Any(v => Text(v, "quotaId")?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) is true);

    private static TimeSpan? RetryDelay(JsonElement detail) =>
        Text(detail, "retryDelay") is { } delay
        && double.TryParse(delay.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string? Reason(JsonElement error) => Details(error).Select(d => Text(d, "reason")).FirstOrDefault(r => r is not null);

    private static string MessageOf(JsonElement error, string body, int status)
    {
        var words = Text(error, "message");
        if (words is null)
        {
            var text = body.Trim();
            words = text.Length == 0 ? $"HTTP {status} with an empty answer."
                : text.StartsWith('<') ? $"HTTP {status} with a web page instead of an answer: a proxy or a wrong address."
                : text;
        }

        words = KeyPattern().Replace(words, "***");
        return words.Length > LongestMessage ? words[..LongestMessage] + "…" : words;
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Number(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;

    /// <summary>Google's API keys, wherever they are quoted.</summary>
    [GeneratedRegex("AIza[0-9A-Za-z_-]{20,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
