using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Demo;

/// <summary>A model that needs no key: speaks the Gemini protocol, draws pictures, fills schemas, counts tokens.</summary>
/// <remarks>The same request with the same seed gets the same answer. One core for the app's own client and for others.</remarks>
public sealed class DemoModel(IOptions<DemoOptions> options, TimeProvider time)
{
    private const string Json = "application/json; charset=UTF-8";

    /// <summary>Answers a request of either protocol version.</summary>
    /// <param name="path">From the version on, such as <c>v1beta/models/gemini-3.8-flash:generateContent</c>.</param>
    /// <param name="serverSentEvents">Whether the query asks for <c>alt=sse</c>.</param>
    /// <param name="body">JSON; empty for GET.</param>
    public async Task<DemoAnswer> AnswerAsync(string httpMethod, string path, bool serverSentEvents, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            var (version, model, method) = Route(path);
            return httpMethod == "GET" ? List(version, model) : await CallAsync(version, model, method, serverSentEvents, body, cancellationToken);
        }
        catch (DemoFault fault)
        {
            return new DemoAnswer(fault.Code, Json, [Bytes(fault.ToJson())]);
        }
    }

    private static (string Version, string Model, string Method) Route(string path)
    {
        var steps = path.Trim('/').Split('/');
        if (steps.Length < 2 || steps[0] is not ("v1" or "v1beta") || steps[1] != "models")
        {
            throw new DemoFault(404, "NOT_FOUND", "The requested URL was not found on this server.");
        }

        var name = steps.Length > 2 ? Uri.UnescapeDataString(steps[2]) : "";
        var colon = name.LastIndexOf(':');
        return colon < 0 ? (steps[0], name, "") : (steps[0], name[..colon], name[(colon + 1)..]);
    }

    private static DemoAnswer List(string version, string model)
    {
        if (model.Length == 0)
        {
            return new DemoAnswer(200, Json, [Bytes(DemoModels.ToList())]);
        }

        var found = DemoModels.Find(model) ?? throw DemoFault.UnknownModel(model, version, "GetModel");
        return new DemoAnswer(200, Json, [Bytes(found.ToJson())]);
    }

    private async Task<DemoAnswer> CallAsync(string version, string id, string method, bool serverSentEvents, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var isEmbedding = method is "embedContent" or "batchEmbedContents";
        var model = DemoModels.Find(id);
        if (model is null || (method != "countTokens" && isEmbedding != (model.Kind == "embedding")))
        {
            throw DemoFault.UnknownModel(id, version, method);
        }

        var json = Parse(body);
        switch (method)
        {
            case "generateContent" or "streamGenerateContent":
                var request = DemoRequest.Parse(json);
                var began = time.GetTimestamp();
                var answer = DemoTrouble.FaultOf(request) is { } fault ? throw fault : DemoGeneration.Answer(request, model);
                await WaitAsync(request, time.GetElapsedTime(began), cancellationToken);
                return method == "generateContent"
                    ? new DemoAnswer(200, Json, [Bytes(answer)])
                    : DemoStream.Of(answer, serverSentEvents);
            case "countTokens":
                var (text, pictures) = DemoTokens.OfPrompt(DemoRequest.Parse(DemoRequest.Get(json, "generateContentRequest") as JsonObject ?? json));
                return Answer(new JsonObject { ["totalTokens"] = text + pictures, ["promptTokensDetails"] = DemoTokens.Details(text, pictures) });
            case "embedContent":
                return Answer(new JsonObject { ["embedding"] = Embed(json), ["usageMetadata"] = EmbeddingUsage(TextOf(json)) });
            case "batchEmbedContents":
                return Answer(EmbedAll(json));
            default:
                throw new DemoFault(404, "NOT_FOUND", $"Method {method} is not found.");
        }
    }

    /// <summary>Waits for what is left of the time that an answer takes.</summary>
    private async Task WaitAsync(DemoRequest request, TimeSpan worked, CancellationToken cancellationToken)
    {
        var part = request.RandomFor("wait").NextDouble();
        var usual = request.WantsPicture ? 2000 + (2000 * part) : 500 + (500 * part);
        var wait = TimeSpan.FromMilliseconds(options.Value.LatencyMs ?? usual) - worked;
        if (request.AsksFor(DemoTrouble.Slow))
        {
            wait += TimeSpan.FromSeconds(20);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) as JsonObject ?? throw DemoFault.Invalid("Invalid JSON payload received. Unexpected token.");
        }
        catch (JsonException malformed)
        {
            throw DemoFault.Invalid($"Invalid JSON payload received. {malformed.Message}");
        }
    }

    private static JsonObject EmbedAll(JsonObject json)
    {
        var requests = (DemoRequest.Get(json, "requests") as JsonArray ?? []).OfType<JsonObject>().ToArray();
        if (requests.Length == 0)
        {
            throw DemoFault.Invalid("* BatchEmbedContentsRequest.requests: requests is not specified\n");
        }

        return new JsonObject
        {
            ["embeddings"] = new JsonArray([.. requests.Select(Embed)]),
            ["usageMetadata"] = EmbeddingUsage(string.Join('\n', requests.Select(TextOf))),
        };
    }

    private static JsonObject Embed(JsonObject request)
    {
        int? dimensions = DemoRequest.TextOf(request, "outputDimensionality") is { } text && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        return new JsonObject { ["values"] = DemoEmbedding.VectorOf(TextOf(request), dimensions) };
    }

    private static string TextOf(JsonObject request)
    {
        var parts = DemoRequest.Get(DemoRequest.Get(request, "content") as JsonObject, "parts") as JsonArray ?? [];
        var text = string.Join('\n', parts.OfType<JsonObject>().Select(p => DemoRequest.TextOf(p, "text")).OfType<string>());
        return text.Length > 0 ? text : throw DemoFault.Invalid("* EmbedContentRequest.content: contents is not specified\n");
    }

    private static JsonObject EmbeddingUsage(string text)
    {
        var tokens = DemoTokens.OfText(text);
        return new JsonObject { ["promptTokenCount"] = tokens, ["totalTokenCount"] = tokens, ["promptTokenDetails"] = DemoTokens.Details(tokens, 0) };
    }

    private static DemoAnswer Answer(JsonObject json) => new(200, Json, [Bytes(json)]);

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
