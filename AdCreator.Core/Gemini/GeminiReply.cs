namespace AdCreator.Core.Gemini;

/// <summary>What came back in a well-formed reply; that it came does not mean that it holds an answer.</summary>
public sealed record GeminiReply
{
    public IReadOnlyList<GeminiPart> Parts { get; init; } = [];

    /// <summary>The wire's own word, such as <c>STOP</c> or <c>IMAGE_SAFETY</c>; null when no candidate came.</summary>
    public string? FinishReason { get; init; }

    public string? FinishMessage { get; init; }

    /// <summary>Why the prompt itself was blocked, the wire's own word.</summary>
    public string? BlockReason { get; init; }

    /// <summary>The model that answered.</summary>
    public string? ModelVersion { get; init; }

    public string? ResponseId { get; init; }

    /// <summary>Null when the reply held no counts at all.</summary>
    public GeminiUsage? Usage { get; init; }
}

/// <summary>Counts of a reply. An absent count is 0.</summary>
public sealed record GeminiUsage
{
    public long PromptTokens { get; init; }

    public long CandidateTokens { get; init; }

    public long ThoughtTokens { get; init; }

    public long CachedTokens { get; init; }

    public long ToolUsePromptTokens { get; init; }

    public long TotalTokens { get; init; }

    /// <summary>By modality in upper case: TEXT, IMAGE, AUDIO, VIDEO, DOCUMENT.</summary>
    public IReadOnlyDictionary<string, long> PromptByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> CachedByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> CandidatesByModality { get; init; } = Empty;

    public IReadOnlyDictionary<string, long> ToolUseByModality { get; init; } = Empty;

    private static readonly Dictionary<string, long> Empty = new(StringComparer.Ordinal);
}
