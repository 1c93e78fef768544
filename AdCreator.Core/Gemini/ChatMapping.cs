using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AdCreator.Core.Gemini;

/// <summary>Between the words of Microsoft.Extensions.AI and ours.</summary>
internal static class ChatMapping
{
    public static GeminiRequest ToRequest(IEnumerable<ChatMessage> messages, ChatOptions? options, string model, int maxOutputTokens)
    {
        var all = messages.ToList();
        var system = all.Where(m => m.Role == ChatRole.System).Select(m => m.Text).Prepend(options?.Instructions).Where(t => !string.IsNullOrEmpty(t));
        var instructions = PromptText.Clean(string.Join("\n\n", system));
        return new GeminiRequest
        {
            Model = model,
            SystemInstruction = instructions.Length == 0 ? null : instructions,
            Turns = [.. all.Where(m => m.Role != ChatRole.System).Select(m => ToTurn(m, all)).Where(t => t.Parts.Count > 0)],
            ResponseSchema = (options?.ResponseFormat as ChatResponseFormatJson)?.Schema,
            MaxOutputTokens = Math.Min(options?.MaxOutputTokens ?? maxOutputTokens, maxOutputTokens),
            Temperature = options?.Temperature,
            Seed = (int?)options?.Seed,
            Thinking = GeminiLimits.Thinking(model),
            Functions = [.. (options?.Tools ?? []).OfType<AIFunctionDeclaration>().Select(f => new GeminiFunction(f.Name, f.Description, f.JsonSchema))],
        };
    }

    private static GeminiTurn ToTurn(ChatMessage message, List<ChatMessage> all)
    {
        var parts = new List<GeminiPart>();
        foreach (var content in message.Contents)
        {
            // A signature travels as an empty reasoning content behind the part that it belongs to.
            if (content is TextReasoningContent { ProtectedData: { } signature, Text.Length: 0 } && parts.Count > 0)
            {
                parts[^1] = parts[^1] with { Signature = signature };
            }
            else if (ToPart(content, all) is { } part)
            {
                parts.Add(part);
            }
        }

        return new GeminiTurn(message.Role == ChatRole.Assistant, parts);
    }

    private static GeminiPart? ToPart(AIContent content, List<ChatMessage> all) => content switch
    {
        TextReasoningContent => null,
        TextContent text => new GeminiPart.Text(PromptText.Clean(text.Text)),
        DataContent data => new GeminiPart.Media(data.Data, data.MediaType),
        FunctionCallContent call => new GeminiPart.FunctionCall(call.CallId, call.Name, ToObject(call.Arguments ?? new Dictionary<string, object?>())),
        FunctionResultContent result => new GeminiPart.FunctionResponse(result.CallId, NameOf(result.CallId, all), ToObject(new Dictionary<string, object?> { ["result"] = result.Result })),
        _ => null,
    };

    private static string NameOf(string callId, List<ChatMessage> all) =>
        all.SelectMany(m => m.Contents).OfType<FunctionCallContent>().FirstOrDefault(c => c.CallId == callId)?.Name ?? callId;

    private static JsonElement ToObject(IDictionary<string, object?> values) => JsonSerializer.SerializeToElement(values, AIJsonUtilities.DefaultOptions);

    public static ChatResponse ToResponse(GeminiReply reply)
    {
        var contents = reply.Parts.SelectMany(ToContents).ToList();
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ResponseId = reply.ResponseId,
            ModelId = reply.ModelVersion,
            Usage = reply.Usage is { } usage ? ToUsage(usage) : null,
            FinishReason = contents.OfType<FunctionCallContent>().Any() ? ChatFinishReason.ToolCalls : ToFinish(reply.FinishReason),
            RawRepresentation = reply,
        };
    }

    /// <summary>Every word that is not known to be an end of its own is the provider cutting the answer short.</summary>
    private static ChatFinishReason ToFinish(string? reason) => reason switch
    {
        null or "STOP" or "FINISH_REASON_UNSPECIFIED" => ChatFinishReason.Stop,
        "MAX_TOKENS" => ChatFinishReason.Length,
        "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.ContentFilter,
    };

    private static IEnumerable<AIContent> ToContents(GeminiPart part)
    {
        AIContent content = part switch
        {
            GeminiPart.Text { IsThought: true } x => new TextReasoningContent(x.Value),
            GeminiPart.Text x => new TextContent(x.Value),
            GeminiPart.Media x => new DataContent(x.Bytes, x.MediaType),
            GeminiPart.FunctionCall x => new FunctionCallContent(x.Id ?? Guid.CreateVersion7().ToString("N"), x.Name, x.Arguments.Deserialize<Dictionary<string, object?>>(AIJsonUtilities.DefaultOptions)),
            _ => throw new InvalidOperationException($"A reply cannot hold {part.GetType().Name}."),
        };
        if (part is not GeminiPart.Media { IsThought: true })
        {
            yield return content;
        }

        if (part.Signature is { } signature)
        {
            yield return new TextReasoningContent("") { ProtectedData = signature };
        }
    }

    /// <summary>Thinking is part of the output, cached tokens are part of the input: so the interface defines them.</summary>
    public static UsageDetails ToUsage(GeminiUsage usage)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.PromptTokens + usage.ToolUsePromptTokens,
            OutputTokenCount = usage.CandidateTokens + usage.ThoughtTokens,
            ReasoningTokenCount = usage.ThoughtTokens,
            CachedInputTokenCount = usage.CachedTokens,
            TotalTokenCount = usage.TotalTokens,
            AdditionalCounts = [],
        };
        Add("ToolUsePromptTokenCount", usage.ToolUsePromptTokens);
        Add("InputImageTokenCount", usage.PromptByModality.GetValueOrDefault("IMAGE"));
        Add("OutputImageTokenCount", usage.CandidatesByModality.GetValueOrDefault("IMAGE"));
        return details;

        void Add(string name, long count)
        {
            if (count > 0)
            {
                details.AdditionalCounts[name] = count;
            }
        }
    }
}
