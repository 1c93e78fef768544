using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>What one call may send and get back, in one place, so that a quote and a bill are bounded by the same numbers.</summary>
public static class GeminiLimits
{
    /// <summary>Most characters of one text of a prompt.</summary>
    public const int PromptCharacters = 8_000;

    /// <summary>Most input tokens of a call, counted high; below the 200,000 from which some models charge double.</summary>
    public const long InputTokens = 128_000;

    /// <summary>Most pictures of a call (image models take up to 14, checked 2026-11).</summary>
    public const int Pictures = 14;

    /// <summary>Most bytes of a reply: a 4K picture is 10 to 25 MB of base64.</summary>
    public const long ReplyBytes = 40 * 1024 * 1024;

    /// <summary>Output cap for text and thinking of an image call, beside the picture's own tokens (213 to 337 were seen).</summary>
    public const int ImageCallText = 2_048;

    /// <summary>How long a model may think before it answers in words: little, so that the cap below leaves room for the answer.</summary>
    /// <remarks>Models before generation 3 refuse a level. What makes pictures is not told: it thinks a few hundred tokens by itself.</remarks>
    public static GeminiThinking? Thinking(string model) =>
        model.StartsWith("gemini-1", StringComparison.Ordinal) || model.StartsWith("gemini-2", StringComparison.Ordinal) ? null : GeminiThinking.Low;

    /// <summary>Output cap of an operation in tokens, thinking included, a picture's own tokens not.</summary>
    /// <remarks>Thinking counts as output and comes first: a cap without room for it brings an empty answer that is billed.</remarks>
    public static int OutputTokens(string operation) => operation is UsageOperations.GenerateImage ? ImageCallText : 4_096;
}
