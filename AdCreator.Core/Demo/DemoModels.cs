using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>The models that the demo answers for: those of the price list that are not shut down.</summary>
internal static class DemoModels
{
    private static readonly Dictionary<string, DemoModelInfo> All = Read();

    /// <summary>The model of an id, or null when it is unknown or shut down.</summary>
    public static DemoModelInfo? Find(string id) => All.GetValueOrDefault(id);

    public static JsonObject ToList() => new() { ["models"] = new JsonArray([.. All.Values.Select(m => m.ToJson())]) };

    private static Dictionary<string, DemoModelInfo> Read()
    {
        using var stream = typeof(DemoModels).Assembly.GetManifestResourceStream("Pricing.gemini-prices.json")
            ?? throw new InvalidOperationException("The price list is not part of this program.");
        using var prices = JsonDocument.Parse(stream);
        var models = new Dictionary<string, DemoModelInfo>(StringComparer.Ordinal);
        foreach (var row in prices.RootElement.GetProperty("models").EnumerateArray())
        {
            var kind = row.GetProperty("kind").GetString()!;
            var status = row.TryGetProperty("status", out var s) ? s.GetString() ?? "" : "";
            if (kind is "text" or "image" or "embedding" && !status.StartsWith("shut", StringComparison.Ordinal))
            {
                var id = row.GetProperty("model").GetString()!;
                models[id] = new DemoModelInfo(id, kind, ImageTokensOf(row));
            }
        }

        return models;
    }

    private static Dictionary<string, int> ImageTokensOf(JsonElement row)
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        if (row.TryGetProperty("image_tokens", out var sizes) && sizes.ValueKind == JsonValueKind.Object)
        {
            foreach (var size in sizes.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number))
            {
                tokens[size.Name] = size.Value.GetInt32();
            }
        }

        return tokens;
    }
}

/// <param name="Kind"><c>text</c>, <c>image</c> or <c>embedding</c>.</param>
/// <param name="ImageTokens">Output tokens of one picture by its size.</param>
internal sealed record DemoModelInfo(string Id, string Kind, IReadOnlyDictionary<string, int> ImageTokens)
{
    /// <summary>1120 is what most models count for a picture of 1K.</summary>
    public int TokensOf(string imageSize) => ImageTokens.GetValueOrDefault(imageSize, 1120);

    public JsonObject ToJson()
    {
        string[] methods = Kind == "embedding" ? ["embedContent", "batchEmbedContents", "countTokens"] : ["generateContent", "streamGenerateContent", "countTokens"];
        return new JsonObject
        {
            ["name"] = $"models/{Id}",
            ["version"] = "demo",
            ["displayName"] = $"{Id} (demo)",
            ["description"] = "Answered by the demo model: nothing leaves this machine, nothing is billed.",
            ["inputTokenLimit"] = Kind == "embedding" ? 8192 : 1_048_576,
            ["outputTokenLimit"] = Kind == "embedding" ? 1 : 65_536,
            ["supportedGenerationMethods"] = new JsonArray([.. methods.Select(m => JsonValue.Create(m))]),
            ["thinking"] = Kind != "embedding",
        };
    }
}
