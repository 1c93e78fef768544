namespace AdCreator.Core.Pricing;

/// <summary>What a call consumed, in the units that are billed. All counts are 0 or more.</summary>
public sealed record BilledUsage
{
    /// <summary>Prompt tokens, cached ones included, tool-use prompt not included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Tool-use prompt tokens, billed as input beside <see cref="PromptTokens"/>.</summary>
    public long ToolUsePromptTokens { get; init; }

    /// <summary>Part of <see cref="PromptTokens"/>, billed at the cached rate.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Answer tokens of all modalities, thoughts not included.</summary>
    public long CandidateTokens { get; init; }

    /// <summary>Thinking tokens, outside <see cref="CandidateTokens"/>, billed as text output.</summary>
    public long ThoughtTokens { get; init; }

    /// <summary>Tier that the provider says it served the call in, lower case.</summary>
    public string Tier { get; init; } = ServiceTiers.Standard;

    /// <summary>Pictures in the prompt and in tool use, cached ones included.</summary>
    public long ImageInputTokens { get; init; }

    public long AudioInputTokens { get; init; }

    public long VideoInputTokens { get; init; }

    /// <summary>Part of <see cref="ImageInputTokens"/> that is cached; 0 where nobody says of which modality the cached ones are.</summary>
    public long CachedImageTokens { get; init; }

    public long CachedAudioTokens { get; init; }

    public long CachedVideoTokens { get; init; }

    /// <summary>Part of <see cref="CandidateTokens"/>, billed at the image rate.</summary>
    public long ImageOutputTokens { get; init; }

    public long AudioOutputTokens { get; init; }

    public long VideoOutputTokens { get; init; }

    /// <summary>Images returned: billed where a model has a price per image and no token counts.</summary>
    public int Images { get; init; }

    /// <summary>Seconds of video returned: billed where a model has a price per second and no token counts.</summary>
    public decimal VideoSeconds { get; init; }

    /// <summary>Size of the images (<c>1K</c>) or of the video (<c>720p</c>); null when not known.</summary>
    public string? Size { get; init; }
}
