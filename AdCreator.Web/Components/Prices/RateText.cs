using System.Globalization;

namespace AdCreator.Web.Components.Prices;

/// <summary>Writes rates and their units for people.</summary>
public static class RateText
{
    /// <summary>A rate of a million tokens never has more decimals: one of a token has ten.</summary>
    private const int Decimals = 4;

    /// <summary>A rate with two to ten decimals in a culture's way, padded so that a column's decimal points stand under each other.</summary>
    /// <param name="rate">US dollars for a million tokens, one image or one second.</param>
    public static string Aligned(decimal rate, CultureInfo culture)
    {
        var text = Plain(rate, culture);
        var point = text.LastIndexOf(culture.NumberFormat.NumberDecimalSeparator, StringComparison.Ordinal);
        var missing = Decimals - (text.Length - point - 1);

        // A figure space is as wide as a digit.
        return missing > 0 ? text + new string('\u2007', missing) : text;
    }

    /// <summary>A rate with two to ten decimals in a culture's way.</summary>
    public static string Plain(decimal rate, CultureInfo culture) => rate.ToString("#,0.00########", culture);

    /// <summary>A kind of unit in words, such as <c>Cached input</c> or <c>Image 2K</c>.</summary>
    public static string Unit(string key) => key switch
    {
        "input" => "Input",
        "cached_input" => "Cached input",
        "output" => "Output and thinking",
        "image_input" => "Image input",
        "audio_input" => "Audio input",
        "video_input" => "Video input",
        "image_output" => "Image output",
        "audio_output" => "Audio output",
        "video_output" => "Video output",
        "long_above" => "Long prompt above, tokens",
        "long_input" => "Long prompt: input",
        "long_cached_input" => "Long prompt: cached input",
        "long_output" => "Long prompt: output",
        _ when key.StartsWith("per_image.", StringComparison.Ordinal) => $"One image, {key["per_image.".Length..]}",
        _ when key.StartsWith("per_second.", StringComparison.Ordinal) => $"One second, {key["per_second.".Length..]}",
        _ => key,
    };

    /// <summary>A span of UTC instants: days where both are midnights.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset? to, CultureInfo culture) =>
        to is { } end ? $"{Instant(from, culture)} to {Instant(end, culture)}" : $"From {Instant(from, culture)}";

    /// <summary>A UTC instant: a day where it is a midnight.</summary>
    public static string Instant(DateTimeOffset instant, CultureInfo culture)
    {
        var utc = instant.ToUniversalTime();
        var format = utc.TimeOfDay == TimeSpan.Zero ? "d MMM yyyy" : utc is { Second: 0, Millisecond: 0 } ? "d MMM yyyy, HH:mm" : "d MMM yyyy, HH:mm:ss.fff";
        return $"{utc.ToString(format, culture)} UTC";
    }
}
