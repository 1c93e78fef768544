using System.Text.Json;

namespace AdCreator.Core.Gemini;

/// <summary>What a step asks of a model.</summary>
public sealed record GeminiPrompt
{
    /// <summary>Instructions of the program.</summary>
    public string? Instructions { get; init; }

    /// <summary>The request and, as separate labelled parts, the data it is about. At most 8,000 characters each.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Pictures, sent before the texts, in this order.</summary>
    public IReadOnlyList<PromptPicture> Pictures { get; init; } = [];

    /// <summary>JSON Schema of the answer; null for free text.</summary>
    public JsonElement? ResponseSchema { get; init; }

    /// <summary>Makes a call repeatable where the model allows it.</summary>
    public int? Seed { get; init; }
}

/// <summary>A picture sent with a prompt.</summary>
public sealed record PromptPicture(ReadOnlyMemory<byte> Bytes, string MediaType);
