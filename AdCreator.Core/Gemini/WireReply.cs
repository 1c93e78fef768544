using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdCreator.Core.Gemini;

/// <summary>The reply as the wire spells it. Unknown fields are skipped; anything may be missing.</summary>
internal sealed record WireReply
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new WireCount() },
    };

    public List<WireCandidate?>? Candidates { get; init; }

    public WireFeedback? PromptFeedback { get; init; }

    public WireUsage? UsageMetadata { get; init; }

    public string? ModelVersion { get; init; }

    public string? ResponseId { get; init; }

    public JsonElement? Error { get; init; }

    public GeminiReply ToReply()
    {
        var candidate = Candidates?.Find(c => c is not null);
        var parts = candidate?.Content?.Parts ?? [];
        return new GeminiReply
        {
            Parts = [.. parts.Select(p => p?.ToPart()).OfType<GeminiPart>()],
            FinishReason = candidate?.FinishReason,
            FinishMessage = candidate?.FinishMessage,
            BlockReason = PromptFeedback?.BlockReason,
            ModelVersion = ModelVersion?.Replace("models/", "", StringComparison.Ordinal),
            ResponseId = ResponseId,
            Usage = UsageMetadata?.ToUsage(),
        };
    }
}

internal sealed record WireCandidate(WireReplyContent? Content, string? FinishReason, string? FinishMessage);

internal sealed record WireReplyContent(List<WireReplyPart?>? Parts);

internal sealed record WireFeedback(string? BlockReason);

internal sealed record WireReplyPart
{
    public string? Text { get; init; }

    public WireReplyBlob? InlineData { get; init; }

    public WireReplyCall? FunctionCall { get; init; }

    public bool? Thought { get; init; }

    public string? ThoughtSignature { get; init; }

    public GeminiPart? ToPart()
    {
        GeminiPart? part = this switch
        {
            { InlineData: { Data: { } bytes } blob } => new GeminiPart.Media(bytes, blob.MimeType ?? "image/png"),
            { FunctionCall: { Name: { } name } call } => new GeminiPart.FunctionCall(call.Id, name, call.Args ?? NoArguments),
            { Text: { } text } => new GeminiPart.Text(text),
            _ => null,
        };
        return part is null ? null : part with { IsThought = Thought ?? false, Signature = ThoughtSignature };
    }

    private static readonly JsonElement NoArguments = JsonElement.Parse("{}");
}

/// <summary>Base64 is decoded while the reply is read, so its text never exists as a string.</summary>
internal sealed record WireReplyBlob(string? MimeType, byte[]? Data);

internal sealed record WireReplyCall(string? Id, string? Name, JsonElement? Args);

internal sealed record WireUsage
{
    public long? PromptTokenCount { get; init; }

    public long? CandidatesTokenCount { get; init; }

    public long? ThoughtsTokenCount { get; init; }

    public long? CachedContentTokenCount { get; init; }

    public long? ToolUsePromptTokenCount { get; init; }

    public long? TotalTokenCount { get; init; }

    public JsonElement? ServiceTier { get; init; }

    public JsonElement? TrafficType { get; init; }

    public List<WireModality?>? PromptTokensDetails { get; init; }

    public List<WireModality?>? CacheTokensDetails { get; init; }

    public List<WireModality?>? CandidatesTokensDetails { get; init; }

    public List<WireModality?>? ToolUsePromptTokensDetails { get; init; }

    public GeminiUsage ToUsage() => new()
    {
        PromptTokens = PromptTokenCount ?? 0,
        CandidateTokens = CandidatesTokenCount ?? 0,
        ThoughtTokens = ThoughtsTokenCount ?? 0,
        CachedTokens = CachedContentTokenCount ?? 0,
        ToolUsePromptTokens = ToolUsePromptTokenCount ?? 0,
        TotalTokens = TotalTokenCount ?? 0,
        ServiceTier = TierOf(ServiceTier, TrafficType),
        PromptByModality = Sum(PromptTokensDetails),
        CachedByModality = Sum(CacheTokensDetails),
        CandidatesByModality = Sum(CandidatesTokensDetails),
        ToolUseByModality = Sum(ToolUsePromptTokensDetails),
    };

    /// <summary>Two fields say it, in two spellings; what neither says is the standard tier.</summary>
    private static string TierOf(JsonElement? tier, JsonElement? traffic)
    {
        var named = Word(tier).Replace("service_tier_", "", StringComparison.Ordinal);
        return named is not ("" or "unspecified") ? named : Word(traffic) switch
        {
            "" or "on_demand" or "traffic_type_unspecified" => Pricing.ServiceTiers.Standard,
            "on_demand_flex" => "flex",
            "on_demand_priority" => "priority",
            var other => other,
        };
    }

    private static string Word(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.String } text ? text.GetString()!.ToLowerInvariant() : "";

    private static Dictionary<string, long> Sum(List<WireModality?>? details) =>
        (details ?? []).OfType<WireModality>()
            .GroupBy(d => (d.Modality ?? "").ToUpperInvariant(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(d => d.TokenCount ?? 0), StringComparer.Ordinal);
}

internal sealed record WireModality(string? Modality, long? TokenCount);

/// <summary>A count as number or as string. One that cannot be read is absent: a paid picture must not be lost over it.</summary>
internal sealed class WireCount : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return Math.Max(0, number);
            case JsonTokenType.String when long.TryParse(reader.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var text):
                return Math.Max(0, text);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
