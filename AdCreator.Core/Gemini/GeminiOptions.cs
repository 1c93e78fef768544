namespace AdCreator.Core.Gemini;

/// <summary>Settings under <c>Gemini</c>.</summary>
public sealed record GeminiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gemini";

    /// <summary>Key of the Gemini Developer API; absent means the demo model.</summary>
    public Secret? ApiKey { get; set; }

    /// <summary>Root of a server that speaks the Gemini protocol.</summary>
    public string BaseUrl { get; init; } = "https://generativelanguage.googleapis.com";

    /// <summary>Path segment of the protocol's version.</summary>
    public string ApiVersion { get; init; } = "v1beta";

    /// <summary>Which model serves which kind of call.</summary>
    public GeminiModels Models { get; init; } = new();

    /// <summary>How long a text or vision call may take, from sending to the last byte.</summary>
    public TimeSpan TextTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call for a picture may take: minutes are normal for large ones.</summary>
    public TimeSpan ImageTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>First pause before a retry, doubled each time and spread by jitter; the provider's own wish wins when it is longer.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the demo model answers.</summary>
    public bool IsDemo => ApiKey is not { IsEmpty: false };
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
