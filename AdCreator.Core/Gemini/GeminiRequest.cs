using System.Text.Json;

namespace AdCreator.Core.Gemini;

/// <summary>One request to a model, in our words; the wire's names stay in the client.</summary>
public sealed record GeminiRequest
{
    /// <summary>Model id such as <c>gemini-3.8-flash</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Instructions of the program; never holds what a person, a page or a model wrote.</summary>
    public string? SystemInstruction { get; init; }

    /// <summary>The conversation, oldest first.</summary>
    public required IReadOnlyList<GeminiTurn> Turns { get; init; }

    /// <summary>JSON Schema of the answer; null for free text.</summary>
    public JsonElement? ResponseSchema { get; init; }

    /// <summary>Asks for a picture of this shape; null for text only.</summary>
    public GeminiImageShape? Image { get; init; }

    /// <summary>Hard output cap in tokens, thinking included, a picture's own tokens not.</summary>
    public required int MaxOutputTokens { get; init; }

    /// <summary>Room for the picture's own tokens on top of <see cref="MaxOutputTokens"/>; set by the meter, which knows the model's count.</summary>
    public int PictureTokens { get; init; }

    public float? Temperature { get; init; }

    public int? Seed { get; init; }

    /// <summary>How long the model may think; null leaves it to the model.</summary>
    public GeminiThinking? Thinking { get; init; }

    /// <summary>Functions the model may call.</summary>
    public IReadOnlyList<GeminiFunction> Functions { get; init; } = [];
}

/// <summary>The shape of a picture to make.</summary>
/// <param name="AspectRatio">Such as <c>4:5</c>.</param>
/// <param name="Size"><c>1K</c>, <c>2K</c> or <c>4K</c>.</param>
public sealed record GeminiImageShape(string AspectRatio, string Size);

/// <summary>How long a model may think; not every model knows every level.</summary>
public enum GeminiThinking
{
    Minimal = 1,
    Low,
    Medium,
    High,
}

/// <summary>A function offered to the model.</summary>
public sealed record GeminiFunction(string Name, string Description, JsonElement ParametersSchema);

/// <summary>One turn of a conversation.</summary>
public sealed record GeminiTurn(bool FromModel, IReadOnlyList<GeminiPart> Parts);

/// <summary>A piece of a request or a reply.</summary>
public abstract record GeminiPart
{
    /// <summary>Whether it is the model's thinking and not its answer.</summary>
    public bool IsThought { get; init; }

    /// <summary>Opaque signature that must go back with the part in the next turn.</summary>
    public string? Signature { get; init; }

    /// <summary>Words.</summary>
    public sealed record Text(string Value) : GeminiPart;

    /// <summary>A picture or other media.</summary>
    public sealed record Media(ReadOnlyMemory<byte> Bytes, string MediaType) : GeminiPart;

    /// <summary>The model asks to run a function.</summary>
    public sealed record FunctionCall(string? Id, string Name, JsonElement Arguments) : GeminiPart;

    /// <summary>What a function returned: a JSON object.</summary>
    public sealed record FunctionResponse(string? Id, string Name, JsonElement Response) : GeminiPart;
}
