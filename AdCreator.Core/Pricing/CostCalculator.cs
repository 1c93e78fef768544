namespace AdCreator.Core.Pricing;

/// <summary>Turns what a call consumed into what it cost. Exact decimal arithmetic, nothing is rounded.</summary>
/// <remarks>
/// How Google counts (pricing page, checked 2026-11): cached tokens are part of the prompt, thinking is not part of
/// the candidates, image answers have their own rate, and a long prompt makes the whole request dearer.
/// </remarks>
public static class CostCalculator
{
    /// <summary>The bill of one attempt. Units without a rate of their own are billed at the rate of text.</summary>
    public static Bill Calculate(PriceVersion price, BilledUsage usage)
    {
        var rates = price.Rates;
        LineItem[] lines = rates.HasTokenRates && HasTokens(usage)
            ? [.. Inputs(rates, usage), .. Outputs(rates, usage)]
            : [.. Pieces(rates, usage)];
        var billed = Array.FindAll(lines, line => line.Quantity > 0);
        return new Bill(billed, billed.Sum(line => line.Amount));
    }

    private static bool HasTokens(BilledUsage usage) =>
        usage.PromptTokens + usage.ToolUsePromptTokens + usage.CandidateTokens + usage.ThoughtTokens
            + usage.ImageOutputTokens + usage.AudioOutputTokens + usage.VideoOutputTokens > 0;

    private static IEnumerable<LineItem> Inputs(PriceRates rates, BilledUsage usage)
    {
        var tier = TierOf(rates, usage);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        var fresh = usage.PromptTokens + usage.ToolUsePromptTokens - cached;

        // Nobody says of which modality the cached tokens were: the dearest are counted as fresh first.
        (string Kind, long Tokens, decimal? Rate)[] modalities =
        [
            ("image_input", usage.ImageInputTokens, rates.ImageInput),
            ("audio_input", usage.AudioInputTokens, rates.AudioInput),
            ("video_input", usage.VideoInputTokens, rates.VideoInput),
        ];
        var rest = fresh;
        foreach (var (kind, tokens, rate) in modalities.Where(m => m.Rate is not null).OrderByDescending(m => m.Rate))
        {
            var counted = Math.Min(tokens, rest);
            rest -= counted;
            yield return Line(kind, counted, rate!.Value);
        }

        yield return Line("input", rest, tier.Input);
        yield return Line("cached_input", cached, tier.CachedInput);
    }

    private static IEnumerable<LineItem> Outputs(PriceRates rates, BilledUsage usage)
    {
        var image = rates.ImageOutput is null ? 0 : usage.ImageOutputTokens;
        var audio = rates.AudioOutput is null ? 0 : usage.AudioOutputTokens;
        var video = rates.VideoOutput is null ? 0 : usage.VideoOutputTokens;
        var modalities = usage.ImageOutputTokens + usage.AudioOutputTokens + usage.VideoOutputTokens;

        // The total of the candidates may be absent while its parts are there.
        var candidates = Math.Max(usage.CandidateTokens, modalities);
        yield return Line("image_output", image, rates.ImageOutput ?? 0);
        yield return Line("audio_output", audio, rates.AudioOutput ?? 0);
        yield return Line("video_output", video, rates.VideoOutput ?? 0);
        yield return Line("output", candidates - image - audio - video + usage.ThoughtTokens, TierOf(rates, usage).Output);
    }

    private static IEnumerable<LineItem> Pieces(PriceRates rates, BilledUsage usage)
    {
        yield return Line("image", usage.Images, PieceRate(rates.PerImage, usage.Size));
        yield return Line("second", usage.VideoSeconds, PieceRate(rates.PerSecond, usage.Size));
    }

    private static LongPromptRates TierOf(PriceRates rates, BilledUsage usage)
    {
        if (rates.LongPrompt is { } above && usage.PromptTokens > above.AbovePromptTokens)
        {
            return above;
        }

        // A speech model has no rate for text answers: whatever it says is speech.
        var output = rates.Output ?? rates.AudioOutput ?? rates.VideoOutput ?? rates.ImageOutput ?? 0;
        return new LongPromptRates(0, rates.Input!.Value, rates.CachedInput ?? rates.Input.Value, output);
    }

    /// <summary>The rate of this size, of any size, or of the dearest: an unknown size is never billed too low.</summary>
    private static decimal PieceRate(IReadOnlyDictionary<string, decimal> rates, string? size) =>
        size is not null && rates.TryGetValue(size, out var exact) ? exact
        : rates.TryGetValue(PriceRates.AnySize, out var any) ? any
        : rates.Values.DefaultIfEmpty(0).Max();

    private static LineItem Line(string kind, decimal quantity, decimal rateUsd) => new(kind, quantity, rateUsd, quantity * rateUsd);
}
