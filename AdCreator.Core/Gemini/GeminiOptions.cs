namespace AdCreator.Core.Gemini;

/// <summary>Settings under <c>Gemini</c>.</summary>
public sealed record GeminiOptions
{
    /// <summary>Key of the Gemini Developer API; absent means the demo model.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Root of a server that speaks the Gemini protocol.</summary>
    public string BaseUrl { get; init; } = "https://generativelanguage.googleapis.com";

    /// <summary>Path segment of the protocol's version.</summary>
    public string ApiVersion { get; init; } = "v1beta";

    public GeminiModels Models { get; init; } = new();

    /// <summary>Whether the demo model answers.</summary>
    public bool IsDemo => string.IsNullOrWhiteSpace(ApiKey);
}

/// <summary>Model ids, configurable because models vanish.</summary>
public sealed record GeminiModels
{
    public string Image { get; init; } = "gemini-nano-banana-2.1";

    public string Vision { get; init; } = "gemini-3.8-flash";

    public string Text { get; init; } = "gemini-3.8-flash";

    public string Embedding { get; init; } = "gemini-embedding-2";

    public string Video { get; init; } = "gemini-omni-1.1-flash";
}
