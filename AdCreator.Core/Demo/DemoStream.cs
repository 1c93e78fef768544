using System.Text;
using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>Cuts a whole answer into the chunks of a stream. Every chunk repeats the usage so far; only the last counts.</summary>
internal static class DemoStream
{
    private const int ChunkLength = 40;

    public static DemoAnswer Of(JsonObject answer, bool serverSentEvents)
    {
        string[] chunks = [.. ChunksOf(answer).Select(c => c.ToJsonString())];
        if (serverSentEvents)
        {
            return new DemoAnswer(200, "text/event-stream", [.. chunks.Select(c => Encoding.UTF8.GetBytes($"data: {c}\r\n\r\n"))]);
        }

        return new DemoAnswer(200, "application/json; charset=UTF-8", [.. chunks.Select((c, i) =>
            Encoding.UTF8.GetBytes((i == 0 ? "[" : ",\r\n") + c + (i == chunks.Length - 1 ? "]" : "")))]);
    }

    private static IEnumerable<JsonObject> ChunksOf(JsonObject answer)
    {
        if (answer["candidates"]?[0] is not JsonObject candidate || candidate["content"]?["parts"] is not JsonArray parts)
        {
            yield return answer;
            yield break;
        }

        var pieces = parts.OfType<JsonObject>().SelectMany(Split).ToArray();
        var usage = (JsonObject)answer["usageMetadata"]!;
        var all = (int)usage["candidatesTokenCount"]!;
        for (var i = 0; i < pieces.Length; i++)
        {
            var isLast = i == pieces.Length - 1;
            var chunk = (JsonObject)answer.DeepClone();
            var shown = (JsonObject)chunk["candidates"]![0]!;
            shown["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(pieces[i]) };
            if (!isLast)
            {
                shown.Remove("finishReason");
                chunk["usageMetadata"] = SoFar(usage, all * (i + 1) / pieces.Length);
            }

            yield return chunk;
        }
    }

    private static JsonObject SoFar(JsonObject usage, int candidates)
    {
        var soFar = (JsonObject)usage.DeepClone();
        soFar["totalTokenCount"] = (int)usage["totalTokenCount"]! - (int)usage["candidatesTokenCount"]! + candidates;
        soFar["candidatesTokenCount"] = candidates;
        soFar.Remove("candidatesTokensDetails");
        return soFar;
    }

    private static IEnumerable<JsonObject> Split(JsonObject part)
    {
        if (part["text"]?.ToString() is not { Length: > ChunkLength } text)
        {
            yield return (JsonObject)part.DeepClone();
            yield break;
        }

        foreach (var piece in text.Chunk(ChunkLength))
        {
            yield return new JsonObject { ["text"] = new string(piece) };
        }
    }
}
