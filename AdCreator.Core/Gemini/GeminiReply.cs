namespace AdCreator.Core.Gemini;

/// <summary>What came back in a well-formed reply; that it came does not mean that it holds an answer.</summary>
public sealed record GeminiReply
{
    /// <summary>Pieces of the first candidate, thinking and draft pictures included.</summary>
    public IReadOnlyList<GeminiPart> Parts { get; init; } = [];

    /// <summary>The wire's own word, such as <c>STOP</c> or <c>IMAGE_SAFETY</c>; null when no candidate came.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's own explanation of <see cref="FinishReason"/>.</summary>
    public string? FinishMessage { get; init; }

    /// <summary>Why the prompt itself was blocked, the wire's own word.</summary>
    public string? BlockReason { get; init; }

    /// <summary>The model that answered.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The provider's id of this reply.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Null when the reply held no counts at all.</summary>
    public GeminiUsage? Usage { get; init; }

    /// <summary>The answer's pictures, drafts made while thinking left out.</summary>
    public IEnumerable<GeminiPart.Media> Images =>
        Parts.OfType<GeminiPart.Media>().Where(m => !m.IsThought && m.MediaType.StartsWith("image/", StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer's words, thinking left out.</summary>
    public string AnswerText() => string.Concat(Parts.OfType<GeminiPart.Text>().Where(t => !t.IsThought).Select(t => t.Value));

    /// <summary>The answer's picture.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public GeneratedImage FirstImage()
    {
        var image = Images.First();
        return new GeneratedImage(image.Bytes, image.MediaType);
    }
}

/// <summary>Counts of a reply. An absent count is 0.</summary>
public sealed record GeminiUsage
{
    /// <summary>Cached ones included, tool-use prompt not.</summary>
    public long PromptTokens { get; init; }

    /// <summary>The answer's tokens of every modality, thoughts not included.</summary>
    public long CandidateTokens { get; init; }

    /// <summary>Thinking, billed as output beside <see cref="CandidateTokens"/>.</summary>
    public long ThoughtTokens { get; init; }

    /// <summary>Part of <see cref="PromptTokens"/>.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Results of the provider's own tools, billed as input beside <see cref="PromptTokens"/>.</summary>
    public long ToolUsePromptTokens { get; init; }

    /// <summary>The provider's own sum of all of these.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The tier that served the call, lower case: <c>standard</c>, <c>flex</c>, <c>priority</c> or the wire's own word.</summary>
    public string ServiceTier { get; init; } = Pricing.ServiceTiers.Standard;

    /// <summary>By modality in upper case: TEXT, IMAGE, AUDIO, VIDEO, DOCUMENT.</summary>
    public IReadOnlyDictionary<string, long> PromptByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> CachedByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> CandidatesByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> ToolUseByModality { get; init; } = Empty;

    private static readonly Dictionary<string, long> Empty = new(StringComparer.Ordinal);
}
