#if GOOGLE_GENAI
using System.Text.Json;
using Google.GenAI;
using Microsoft.Extensions.Options;
using Sdk = Google.GenAI.Types;

namespace AdCreator.Core.Gemini;

/// <summary>The same port over Google's own SDK. Faults, <c>store</c> and limits come from <see cref="GeminiPolicyHandler"/>.</summary>
/// <remarks>
/// Every argument of the SDK's client is given: what is left out is read from environment variables, which could send
/// the calls elsewhere. The SDK reads a whole answer into memory several times and cannot read counts that come as
/// strings: such a reply is lost and its cost is unknown, at most what was reserved.
/// </remarks>
internal sealed class GoogleGenAIClient(IHttpClientFactory clients, IOptions<GeminiOptions> options) : IGeminiClient
{
    /// <summary>The SDK insists on a key; the demo model answers inside this process and reads none.</summary>
    private const string DemoKey = "demo";

    public async Task<GeminiReply> GenerateAsync(GeminiRequest request, CancellationToken cancellationToken)
    {
        // One client per call, like the HTTP client in it: a kept one would hold on to its first connection handler.
        await using var client = CreateClient();
        try
        {
            var contents = request.Turns.Select(SdkRequest.Content).ToList();
            var response = await client.Models.GenerateContentAsync(request.Model, contents, SdkRequest.Config(request), cancellationToken);
            return SdkReply.From(response);
        }
        catch (Exception e) when (e is not (GeminiFaultException or OperationCanceledException))
        {
            // The handler turned everything that the wire can say into a fault: what is left is an answer that the SDK cannot read.
            throw new GeminiFaultException(GeminiErrorBody.BadReply("The Google.GenAI SDK could not read the answer."), e);
        }
    }

    private Client CreateClient() => new(
        vertexAI: false,
        apiKey: options.Value.ApiKey is { IsEmpty: false } key ? key.Reveal() : DemoKey,
        httpOptions: new Sdk.HttpOptions { BaseUrl = options.Value.BaseUrl.TrimEnd('/'), ApiVersion = options.Value.ApiVersion },
        clientOptions: new Sdk.ClientOptions { HttpClientFactory = () => clients.CreateClient(GeminiRegistration.HttpClientName) });
}

/// <summary>From our words to the SDK's.</summary>
file static class SdkRequest
{
    public static Sdk.GenerateContentConfig Config(GeminiRequest request) => new()
    {
        SystemInstruction = request.SystemInstruction is { } words ? new Sdk.Content { Parts = [new Sdk.Part { Text = words }] } : null,
        MaxOutputTokens = request.MaxOutputTokens + request.PictureTokens,
        Temperature = request.Temperature,
        Seed = request.Seed,
        ResponseMimeType = request.ResponseSchema is null ? null : "application/json",
        ResponseJsonSchema = request.ResponseSchema,
        ResponseModalities = request.Image is null ? null : ["TEXT", "IMAGE"],
        ImageConfig = request.Image is { } shape ? new Sdk.ImageConfig { AspectRatio = shape.AspectRatio, ImageSize = shape.Size } : null,
        ThinkingConfig = request.Thinking is { } level ? new Sdk.ThinkingConfig { ThinkingLevel = level.ToString().ToUpperInvariant() } : null,
        Tools = request.Functions.Count == 0 ? null : [new Sdk.Tool { FunctionDeclarations = [.. request.Functions.Select(Function)] }],
    };

    public static Sdk.Content Content(GeminiTurn turn) => new()
    {
        Role = turn.FromModel ? "model" : "user",
        Parts = [.. turn.Parts.Select(Part)],
    };

    private static Sdk.Part Part(GeminiPart part)
    {
        var sdk = part switch
        {
            GeminiPart.Text x => new Sdk.Part { Text = x.Value },
            GeminiPart.Media x => new Sdk.Part { InlineData = new Sdk.Blob { MimeType = x.MediaType, Data = x.Bytes.ToArray() } },
            GeminiPart.FunctionCall x => new Sdk.Part { FunctionCall = new Sdk.FunctionCall { Id = x.Id, Name = x.Name, Args = Fields(x.Arguments) } },
            GeminiPart.FunctionResponse x => new Sdk.Part { FunctionResponse = new Sdk.FunctionResponse { Id = x.Id, Name = x.Name, Response = Fields(x.Response) } },
            _ => throw new InvalidOperationException($"Unknown part {part.GetType().Name}."),
        };
        return sdk with
        {
            Thought = part.IsThought ? true : null,
            ThoughtSignature = part.Signature is { } signature ? Convert.FromBase64String(signature) : null,
        };
    }

    private static Sdk.FunctionDeclaration Function(GeminiFunction function) =>
        new() { Name = function.Name, Description = function.Description, ParametersJsonSchema = function.ParametersSchema };

    private static Dictionary<string, object>? Fields(JsonElement json) => json.Deserialize<Dictionary<string, object>>();
}

/// <summary>From the SDK's words to ours. Anything may be missing; an absent count is 0.</summary>
file static class SdkReply
{
    public static GeminiReply From(Sdk.GenerateContentResponse response)
    {
        var candidate = response.Candidates?.FirstOrDefault();
        return new GeminiReply
        {
            Parts = [.. (candidate?.Content?.Parts ?? []).Select(Part).OfType<GeminiPart>()],
            FinishReason = candidate?.FinishReason?.Value,
            FinishMessage = candidate?.FinishMessage,
            BlockReason = response.PromptFeedback?.BlockReason?.Value,
            ModelVersion = response.ModelVersion?.Replace("models/", "", StringComparison.Ordinal),
            ResponseId = response.ResponseId,
            Usage = response.UsageMetadata is { } counts ? Usage(counts) : null,
        };
    }

    private static GeminiPart? Part(Sdk.Part? sdk)
    {
        GeminiPart? part = sdk switch
        {
            { InlineData: { Data: { } bytes } blob } => new GeminiPart.Media(bytes, blob.MimeType ?? "image/png"),
            { FunctionCall: { Name: { } name } call } => new GeminiPart.FunctionCall(call.Id, name, JsonSerializer.SerializeToElement(call.Args ?? [])),
            { Text: { } text } => new GeminiPart.Text(text),
            _ => null,
        };
        return part is null ? null : part with
        {
            IsThought = sdk!.Thought ?? false,
            Signature = sdk.ThoughtSignature is { } signature ? Convert.ToBase64String(signature) : null,
        };
    }

    private static GeminiUsage Usage(Sdk.GenerateContentResponseUsageMetadata counts) => new()
    {
        PromptTokens = Count(counts.PromptTokenCount),
        CandidateTokens = Count(counts.CandidatesTokenCount),
        ThoughtTokens = Count(counts.ThoughtsTokenCount),
        CachedTokens = Count(counts.CachedContentTokenCount),
        ToolUsePromptTokens = Count(counts.ToolUsePromptTokenCount),
        TotalTokens = Count(counts.TotalTokenCount),
        PromptByModality = Sum(counts.PromptTokensDetails),
        CachedByModality = Sum(counts.CacheTokensDetails),
        CandidatesByModality = Sum(counts.CandidatesTokensDetails),
        ToolUseByModality = Sum(counts.ToolUsePromptTokensDetails),
    };

    private static Dictionary<string, long> Sum(List<Sdk.ModalityTokenCount>? details) =>
        (details ?? [])
            .GroupBy(d => (d.Modality?.Value ?? "").ToUpperInvariant(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(d => Count(d.TokenCount)), StringComparer.Ordinal);

    private static long Count(int? count) => Math.Max(0, count ?? 0);
}
#endif
