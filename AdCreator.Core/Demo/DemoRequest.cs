using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>A <c>generateContent</c> body, read as the real service reads it: camelCase or snake_case, unknown fields ignored.</summary>
internal sealed record DemoRequest
{
    private static readonly string[] Ratios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"];

    private static readonly string[] Sizes = ["512", "1K", "2K", "4K"];

    /// <summary>All text of the conversation, one part a line.</summary>
    public required string Text { get; init; }

    public string Instructions { get; init; } = "";

    public IReadOnlyList<byte[]> Pictures { get; init; } = [];

    public JsonObject? Schema { get; init; }

    public bool WantsJson { get; init; }

    public bool WantsPicture { get; init; }

    public string AspectRatio { get; init; } = "1:1";

    public string ImageSize { get; init; } = "1K";

    public int? MaxOutputTokens { get; init; }

    public required int Seed { get; init; }

    /// <summary>Functions that may be called now.</summary>
    public IReadOnlyList<JsonObject> Functions { get; init; } = [];

    public bool MustCall { get; init; }

    public bool HasFunctionResponse => FunctionResponses.Count > 0;

    /// <summary>Names of the functions that were answered, in their order.</summary>
    public IReadOnlyList<string> FunctionResponses { get; init; } = [];

    public static DemoRequest Parse(JsonObject body)
    {
        var parts = PartsOf(body).ToArray();
        if (parts.Length == 0)
        {
            throw DemoFault.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }

        var config = Object(body, "generationConfig");
        var image = Object(config, "imageConfig");
        var calling = Object(Object(body, "toolConfig"), "functionCallingConfig");
        var schema = Get(config, "responseSchema") ?? Get(config, "responseJsonSchema");
        return new DemoRequest
        {
            Text = string.Join('\n', parts.Select(p => TextOf(p, "text")).OfType<string>()),
            Instructions = string.Join('\n', (Get(Object(body, "systemInstruction"), "parts") as JsonArray ?? []).Select(p => TextOf(p as JsonObject, "text")).OfType<string>()),
            Pictures = [.. parts.Select(PictureOf).OfType<byte[]>()],
            Schema = schema as JsonObject,
            WantsJson = TextOf(config, "responseMimeType") == "application/json" || schema is not null,
            WantsPicture = (Get(config, "responseModalities") as JsonArray ?? []).Any(m => string.Equals(m?.ToString(), "IMAGE", StringComparison.OrdinalIgnoreCase)),
            AspectRatio = OneOf(TextOf(image, "aspectRatio") ?? "1:1", Ratios, "aspect_ratio"),
            ImageSize = OneOf(TextOf(image, "imageSize") ?? "1K", Sizes, "image_size"),
            MaxOutputTokens = Number(config, "maxOutputTokens"),
            Seed = Number(config, "seed") ?? HashOf(body.ToJsonString()),
            Functions = FunctionsOf(body, calling),
            MustCall = TextOf(calling, "mode") is "ANY",
            FunctionResponses = [.. parts.Select(p => Get(p, "functionResponse") as JsonObject).OfType<JsonObject>().Select(r => TextOf(r, "name") ?? "")],
        };
    }

    /// <summary>A value by its camelCase name or that name in snake_case.</summary>
    public static JsonNode? Get(JsonObject? from, string name) =>
        from is null ? null : from[name] ?? from[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)];

    public static IEnumerable<JsonObject> PartsOf(JsonObject body) =>
        (Get(body, "contents") as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(content => (Get(content, "parts") as JsonArray ?? []).OfType<JsonObject>());

    public static string? TextOf(JsonObject? from, string name) => Get(from, name) is JsonValue value ? value.ToString() : null;

    public static int HashOf(string text)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ part) * 16777619u;
        }

        return (int)(hash & int.MaxValue);
    }

    /// <summary>Random numbers of the request; neighbouring seeds share nothing.</summary>
    public Random RandomFor(string purpose) => new(HashOf(purpose + Seed.ToString(CultureInfo.InvariantCulture)));

    public static byte[]? PictureOf(JsonObject part)
    {
        if (Object(part, "inlineData") is not { } inline)
        {
            return null;
        }

        try
        {
            return Convert.FromBase64String(TextOf(inline, "data") ?? "");
        }
        catch (FormatException)
        {
            throw DemoFault.Invalid("Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed.");
        }
    }

    private static JsonObject? Object(JsonObject? from, string name) => Get(from, name) switch
    {
        null => null,
        JsonObject found => found,
        _ => throw DemoFault.Invalid($"Invalid value at '{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}': an object is expected."),
    };

    private static int? Number(JsonObject? from, string name)
    {
        if (TextOf(from, name) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? (int)(number & int.MaxValue)
            : throw DemoFault.Invalid($"Invalid value at 'generation_config.{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}' (TYPE_INT32), \"{text}\"");
    }

    private static string OneOf(string value, string[] allowed, string field) =>
        allowed.Contains(value, StringComparer.Ordinal)
            ? value
            : throw DemoFault.Invalid($"* GenerateContentRequest.generation_config.image_config.{field}: {field} must be one of {string.Join(", ", allowed)}, got \"{value}\"\n");

    private static List<JsonObject> FunctionsOf(JsonObject body, JsonObject? calling)
    {
        if (TextOf(calling, "mode") is "NONE")
        {
            return [];
        }

        var allowed = (Get(calling, "allowedFunctionNames") as JsonArray ?? []).Select(n => n!.ToString()).ToArray();
        return [.. (Get(body, "tools") as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(tool => (Get(tool, "functionDeclarations") as JsonArray ?? []).OfType<JsonObject>())
            .Where(f => allowed.Length == 0 || allowed.Contains(TextOf(f, "name")))];
    }
}
