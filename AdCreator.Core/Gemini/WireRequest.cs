using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdCreator.Core.Gemini;

/// <summary>The request as the wire spells it. Null fields are left out.</summary>
internal sealed record WireRequest(
    IEnumerable<WireContent> Contents,
    WireContent? SystemInstruction,
    IEnumerable<WireTool>? Tools,
    WireConfig GenerationConfig,
    bool Store)
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static WireRequest From(GeminiRequest request) => new(
        request.Turns.Select(t => new WireContent(t.FromModel ? "model" : "user", t.Parts.Select(WirePart.From))),
        request.SystemInstruction is { } words ? new WireContent(null, [new WirePart { Text = words }]) : null,
        request.Functions.Count == 0 ? null : [new WireTool(request.Functions.Select(f => new WireFunction(f.Name, f.Description, f.ParametersSchema)))],
        WireConfig.From(request),
        Store: false);
}

internal sealed record WireContent(string? Role, IEnumerable<WirePart> Parts);

internal sealed record WireTool(IEnumerable<WireFunction> FunctionDeclarations);

internal sealed record WireFunction(string Name, string Description, JsonElement ParametersJsonSchema);

internal sealed record WirePart
{
    public string? Text { get; init; }

    public WireBlob? InlineData { get; init; }

    public WireCall? FunctionCall { get; init; }

    public WireResponse? FunctionResponse { get; init; }

    public bool? Thought { get; init; }

    public string? ThoughtSignature { get; init; }

    public static WirePart From(GeminiPart part)
    {
        var wire = part switch
        {
            GeminiPart.Text x => new WirePart { Text = x.Value },
            GeminiPart.Media x => new WirePart { InlineData = new WireBlob(x.MediaType, x.Bytes) },
            GeminiPart.FunctionCall x => new WirePart { FunctionCall = new WireCall(x.Id, x.Name, x.Arguments) },
            GeminiPart.FunctionResponse x => new WirePart { FunctionResponse = new WireResponse(x.Id, x.Name, x.Response) },
            _ => throw new InvalidOperationException($"Unknown part {part.GetType().Name}."),
        };
        return wire with { Thought = part.IsThought ? true : null, ThoughtSignature = part.Signature };
    }
}

internal sealed record WireBlob(string MimeType, ReadOnlyMemory<byte> Data);

internal sealed record WireCall(string? Id, string Name, JsonElement Args);

internal sealed record WireResponse(string? Id, string Name, JsonElement Response);

internal sealed record WireConfig
{
    public int? MaxOutputTokens { get; init; }

    public float? Temperature { get; init; }

    public int? Seed { get; init; }

    public string? ResponseMimeType { get; init; }

    public JsonElement? ResponseJsonSchema { get; init; }

    public string[]? ResponseModalities { get; init; }

    public WireImageConfig? ImageConfig { get; init; }

    public WireThinking? ThinkingConfig { get; init; }

    public static WireConfig From(GeminiRequest request) => new()
    {
        MaxOutputTokens = request.MaxOutputTokens + request.PictureTokens,
        Temperature = request.Temperature,
        Seed = request.Seed,
        ResponseMimeType = request.ResponseSchema is null ? null : "application/json",
        ResponseJsonSchema = request.ResponseSchema,
        ResponseModalities = request.Image is null ? null : ["TEXT", "IMAGE"],
        ImageConfig = request.Image is { } shape ? new WireImageConfig(shape.AspectRatio, shape.Size) : null,
        ThinkingConfig = request.Thinking is { } level ? new WireThinking(level.ToString().ToUpperInvariant()) : null,
    };
}

internal sealed record WireImageConfig(string AspectRatio, string ImageSize);

internal sealed record WireThinking(string ThinkingLevel);
