namespace AdCreator.Core.Usage;

/// <summary>What a model call is for: the values of <c>token_usage.operation</c>. Later systems add theirs here.</summary>
public static class UsageOperations
{
    public const string GenerateImage = "generate_image";
    public const string AnalyzeImage = "analyze_image";
    public const string ReviewImage = "review_image";
    public const string AnalyzeText = "analyze_text";
    public const string AnalyzeHook = "analyze_hook";

    /// <summary>A finished ad's words in another language.</summary>
    public const string TranslateText = "translate_text";

    /// <summary>A turn of the assistant beside a set: plans, never spends.</summary>
    public const string Assist = "assist";
}
