namespace AdCreator.Core.Pricing.Corrections;

/// <summary>One rate of a price.</summary>
/// <param name="Key">Kind of unit in snake_case, such as <c>cached_input</c> or <c>per_image.1K</c>.</param>
/// <param name="RateUsd">US dollars for one unit.</param>
/// <param name="IsPerMillion">Whether people know the rate for a million units: tokens.</param>
public sealed record RateUnit(string Key, decimal RateUsd, bool IsPerMillion)
{
    /// <summary>US dollars as people know the rate: for a million tokens, one image or one second.</summary>
    public decimal Shown => IsPerMillion ? RateUsd * 1_000_000m : RateUsd;
}

/// <summary>The rates of a price as a list, in the order in which they are shown.</summary>
public static class RateUnits
{
    public const string Input = "input";

    public const string CachedInput = "cached_input";

    public const string Output = "output";

    /// <summary>Every rate that the price has.</summary>
    public static IReadOnlyList<RateUnit> Of(PriceRates rates) =>
    [
        .. Tokens(
            (Input, rates.Input), (CachedInput, rates.CachedInput), (Output, rates.Output),
            ("image_input", rates.ImageInput), ("audio_input", rates.AudioInput), ("video_input", rates.VideoInput),
            ("image_output", rates.ImageOutput), ("audio_output", rates.AudioOutput), ("video_output", rates.VideoOutput),
            ("long_input", rates.LongPrompt?.Input), ("long_cached_input", rates.LongPrompt?.CachedInput), ("long_output", rates.LongPrompt?.Output)),
        .. Pieces("per_image", rates.PerImage),
        .. Pieces("per_second", rates.PerSecond),
    ];

    /// <summary>The rates of both with what they were and are, those that differ alone.</summary>
    public static IReadOnlyList<RateChange> Compare(PriceRates? before, PriceRates after)
    {
        var old = before is null ? [] : Of(before).ToDictionary(u => u.Key, StringComparer.Ordinal);
        var now = Of(after).ToDictionary(u => u.Key, StringComparer.Ordinal);
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal)
                .Select(key => new RateChange(key, old.GetValueOrDefault(key)?.Shown, now.GetValueOrDefault(key)?.Shown, (now.GetValueOrDefault(key) ?? old[key]).IsPerMillion))
                .Where(c => c.Before != c.After),
            .. Threshold(before, after),
        ];
    }

    private static IEnumerable<RateChange> Threshold(PriceRates? before, PriceRates after)
    {
        var (old, now) = (before?.LongPrompt?.AbovePromptTokens, after.LongPrompt?.AbovePromptTokens);
        return old == now ? [] : [new RateChange("long_above", old, now, IsPerMillion: false)];
    }

    private static IEnumerable<RateUnit> Tokens(params (string Key, decimal? Rate)[] rates) =>
        rates.Where(r => r.Rate is not null).Select(r => new RateUnit(r.Key, r.Rate!.Value, IsPerMillion: true));

    private static IEnumerable<RateUnit> Pieces(string kind, IReadOnlyDictionary<string, decimal> rates) =>
        rates.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new RateUnit($"{kind}.{r.Key}", r.Value, IsPerMillion: false));
}

/// <summary>A rate before and after, as people know it: for a million tokens, one image or one second; null where it is missing.</summary>
public sealed record RateChange(string Key, decimal? Before, decimal? After, bool IsPerMillion);
