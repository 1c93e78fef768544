using System.Text.Json;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>Replies as the protocol has them.</summary>
internal static class TextAnswers
{
    public const string Hook = """{"text":"Five quiet minutes","type":"question","emotion":"calm","scene":"A table at dawn"}""";

    /// <summary>A whole reply with this text; without one, the empty answer that comes from time to time.</summary>
    public static string Of(string text) => JsonSerializer.Serialize(new
    {
        candidates = new[] { new { content = new { role = "model", parts = text.Length == 0 ? [] : new[] { new { text } } }, finishReason = "STOP", index = 0 } },
        usageMetadata = new { promptTokenCount = 500, candidatesTokenCount = 40, totalTokenCount = 540 },
        modelVersion = "gemini-3.8-flash",
    });

    /// <summary>The prompt is blocked.</summary>
    public const string Blocked =
        """{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":500,"totalTokenCount":500},"modelVersion":"gemini-3.8-flash"}""";

    /// <summary>The provider is busy and names the pause it wants.</summary>
    public static string Busy(int seconds) => JsonSerializer.Serialize(new
    {
        error = new
        {
            code = 503,
            status = "UNAVAILABLE",
            message = "The model is overloaded.",
            details = new[] { new Dictionary<string, string> { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = $"{seconds}s" } },
        },
    });
}
