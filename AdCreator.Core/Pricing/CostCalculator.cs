namespace AdCreator.Core.Pricing;

/// <summary>Turns what a call consumed into what it cost. Exact decimal arithmetic, nothing is rounded.</summary>
/// <remarks>
/// How Google counts (pricing page, checked 2026-11): cached tokens are part of the prompt, thinking is not part of
/// the candidates, image answers have their own rate, and a long prompt makes the whole request dearer.
/// </remarks>
public static class CostCalculator
{
    /// <summary>The bill of one attempt. Tokens without a rate of their own are billed at the rate of text.</summary>
    /// <returns>Null where the price says nothing of the size or the service tier: the call is unpriced.</returns>
    public static Bill? Calculate(PriceVersion price, BilledUsage usage)
    {
        var rates = price.Rates;
        if (FactorOf(price, usage.Tier) is not { } factor)
        {
            return null;
        }

        if (rates.HasTokenRates && HasTokens(usage))
        {
            return Sum([.. Inputs(rates, usage), .. Outputs(rates, usage)], factor);
        }

        var (image, second) = (PieceRate(rates.PerImage, usage.Size), PieceRate(rates.PerSecond, usage.Size));
        return (image is null && usage.Images > 0) || (second is null && usage.VideoSeconds > 0)
            ? null
            : Sum([Line("image", usage.Images, image ?? 0), Line("second", usage.VideoSeconds, second ?? 0)], factor);
    }

    private static decimal? FactorOf(PriceVersion price, string tier) =>
        tier == ServiceTiers.Standard ? 1 : price.TierFactors.TryGetValue(tier, out var factor) ? factor : null;

    private static Bill Sum(LineItem[] lines, decimal factor)
    {
        LineItem[] billed = [.. lines.Where(line => line.Quantity > 0).Select(line => InTier(line, factor))];
        return new Bill(billed, billed.Sum(line => line.Amount));
    }

    /// <summary>Money is stored to 10^-10 dollars: what a factor makes finer is rounded up to it.</summary>
    private static LineItem InTier(LineItem line, decimal factor) => factor == 1
        ? line
        : Line(line.Kind, line.Quantity, decimal.Round(line.RateUsd * factor, 10, MidpointRounding.ToPositiveInfinity));

    private static bool HasTokens(BilledUsage usage) =>
        usage.PromptTokens + usage.ToolUsePromptTokens + usage.CandidateTokens + usage.ThoughtTokens
            + usage.ImageOutputTokens + usage.AudioOutputTokens + usage.VideoOutputTokens > 0;

    private static IEnumerable<LineItem> Inputs(PriceRates rates, BilledUsage usage)
    {
        var tier = TierOf(rates, usage);
        var cached = Math.Min(usage.CachedTokens, usage.PromptTokens);
        var fresh = usage.PromptTokens + usage.ToolUsePromptTokens - cached;

        // Where nobody says of which modality the cached tokens were, the dearest are counted as fresh first.
        (string Kind, long Tokens, decimal? Rate)[] modalities =
        [
            ("image_input", usage.ImageInputTokens - usage.CachedImageTokens, rates.ImageInput),
            ("audio_input", usage.AudioInputTokens - usage.CachedAudioTokens, rates.AudioInput),
            ("video_input", usage.VideoInputTokens - usage.CachedVideoTokens, rates.VideoInput),
        ];
        var rest = fresh;
        foreach (var (kind, tokens, rate) in modalities.Where(m => m.Rate is not null).OrderByDescending(m => m.Rate))
        {
            var counted = Math.Clamp(tokens, 0, rest);
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

    /// <summary>The rate of this size or of any; of the dearest where the size is not known, null where it is and has no price.</summary>
    private static decimal? PieceRate(IReadOnlyDictionary<string, decimal> rates, string? size) =>
        size is not null && rates.TryGetValue(size, out var exact) ? exact
        : rates.TryGetValue(PriceRates.AnySize, out var any) ? any
        : size is null && rates.Count > 0 ? rates.Values.Max() : null;

    private static LineItem Line(string kind, decimal quantity, decimal rateUsd) => new(kind, quantity, rateUsd, quantity * rateUsd);
}
