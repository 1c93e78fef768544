namespace AdCreator.Core.Ads.Hooks;

/// <summary>What one hook of a batch is asked to be.</summary>
/// <param name="Type">One of <see cref="HookKinds.Types"/>.</param>
/// <param name="Emotion">One of <see cref="HookKinds.Emotions"/>.</param>
/// <param name="Pattern">One of <see cref="HookKinds.Patterns"/>.</param>
public sealed record HookMix(string Type, string Emotion, string Pattern);

/// <summary>Spreads type, emotion and pattern over the hooks of a brief, so that they differ on purpose and not by luck.</summary>
/// <remarks>
/// All three lists are walked at once in steps that share no divisor with their lengths. So twelve hooks in a row have
/// twelve types, every emotion and every pattern, and no combination comes twice within 280 hooks, the least common
/// multiple of 14, 10 and 8.
/// </remarks>
public static class HookSpread
{
    private const int EmotionStep = 3;
    private const int PatternStep = 3;

    /// <summary>The mixes of a batch.</summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="seed">Where the walk begins and how emotions and patterns are paired with types; 0 or more.</param>
    /// <param name="already">Hooks that earlier batches of the same seed have brought: the walk goes on after them.</param>
    public static IReadOnlyList<HookMix> Of(int count, int seed, int already = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfNegative(already);
        return [.. Enumerable.Range(already, count).Select(turn => At(turn, seed, HookKinds.All))];
    }

    private static HookMix At(int turn, int seed, HookKinds kinds)
    {
        var (type, emotion, pattern) = (kinds.Types.Count, kinds.Emotions.Count, kinds.Patterns.Count);
        return new HookMix(
            kinds.Types[(turn + (seed % type)) % type],
            kinds.Emotions[((turn * EmotionStep) + (seed / type % emotion)) % emotion],
            kinds.Patterns[((turn * PatternStep) + (seed / (type * emotion) % pattern)) % pattern]);
    }
}
