using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>Makes the answer to one <c>generateContent</c> request.</summary>
internal static class DemoGeneration
{
    private static readonly string[] Asks = ["call ", "use the tool", "use the function", "weather", "look up", "find ", "tool"];

    public static JsonObject Answer(DemoRequest request, DemoModelInfo model)
    {
        var (text, pictures) = DemoTokens.OfPrompt(request);
        var reply = ReplyTo(request, model);
        var thoughts = reply.IsBlocked ? 0 : ThoughtsOf(request);
        var candidates = reply.TextTokens + reply.PictureTokens;
        var usage = new JsonObject { ["promptTokenCount"] = text + pictures };
        if (candidates > 0)
        {
            usage["candidatesTokenCount"] = candidates;
        }

        if (thoughts > 0)
        {
            usage["thoughtsTokenCount"] = thoughts;
        }

        usage["totalTokenCount"] = text + pictures + candidates + thoughts;
        usage["promptTokensDetails"] = DemoTokens.Details(text, pictures);
        if (candidates > 0)
        {
            // As the real service does: beside a picture, its words are counted but not listed.
            usage["candidatesTokensDetails"] = DemoTokens.Details(reply.PictureTokens > 0 ? 0 : reply.TextTokens, reply.PictureTokens);
        }

        var answer = new JsonObject();
        if (reply.Candidate is not null)
        {
            answer["candidates"] = new JsonArray(reply.Candidate);
        }

        if (reply.BlockReason is not null)
        {
            answer["promptFeedback"] = new JsonObject { ["blockReason"] = reply.BlockReason };
        }

        answer["usageMetadata"] = usage;
        answer["modelVersion"] = model.Id;
        answer["responseId"] = $"demo-{DemoRequest.HashOf(request.Text + model.Id + request.Seed):x8}";
        return answer;
    }

    private static Reply ReplyTo(DemoRequest request, DemoModelInfo model)
    {
        if (request.AsksFor(DemoTrouble.Blocked))
        {
            return new Reply(null, 0, 0, "PROHIBITED_CONTENT");
        }

        if (request.WantsPicture && model.Kind == "image")
        {
            return PictureReply(request, model);
        }

        if (DemoAssistant.Answers(request))
        {
            return DemoAssistant.NextCall(request) is { } next ? CallReply(request, next.Name, next.Arguments) : WordsReply(DemoAssistant.Words(request));
        }

        if (request.Functions.Count > 0 && !request.HasFunctionResponse && (request.MustCall || Asks.Any(a => request.Text.Contains(a, StringComparison.OrdinalIgnoreCase))))
        {
            return CallReply(request);
        }

        return TextReply(request);
    }

    private static Reply PictureReply(DemoRequest request, DemoModelInfo model)
    {
        if (request.AsksFor(DemoTrouble.BlockedPicture))
        {
            return new Reply(new JsonObject { ["finishReason"] = "IMAGE_SAFETY", ["finishMessage"] = "Unable to show the generated image. The image was filtered out because it violated Google's policy.", ["index"] = 0 }, 0, 0);
        }

        if (request.AsksFor(DemoTrouble.NoImage))
        {
            const string Words = "I can describe the picture, but I will not draw it.";
            return new Reply(Candidate([new JsonObject { ["text"] = Words }], "NO_IMAGE"), DemoTokens.OfText(Words), 0);
        }

        const string Announcement = "Here is the picture.";
        var picture = DemoPicture.Draw(request);
        JsonObject[] parts =
        [
            new() { ["text"] = Announcement },
            new()
            {
                ["inlineData"] = new JsonObject { ["mimeType"] = picture.MediaType, ["data"] = Convert.ToBase64String(picture.Bytes.Span) },
                ["thoughtSignature"] = "ZGVtbw==",
            },
        ];
        return new Reply(Candidate(parts, "STOP"), DemoTokens.OfText(Announcement), model.TokensOf(request.ImageSize));
    }

    private static Reply CallReply(DemoRequest request)
    {
        var function = Array.Find([.. request.Functions], f => request.Text.Contains(DemoRequest.TextOf(f, "name") ?? "?", StringComparison.OrdinalIgnoreCase)) ?? request.Functions[0];
        var parameters = (DemoRequest.Get(function, "parameters") ?? DemoRequest.Get(function, "parametersJsonSchema")) as JsonObject;
        var arguments = parameters is null ? new JsonObject() : new DemoSchema(request with { Schema = parameters }).Instance();
        return CallReply(request, DemoRequest.TextOf(function, "name") ?? "", arguments);
    }

    private static Reply CallReply(DemoRequest request, string name, JsonNode? arguments)
    {
        var call = new JsonObject
        {
            ["functionCall"] = new JsonObject { ["id"] = $"call-{request.Seed:x}-{request.FunctionResponses.Count}", ["name"] = name, ["args"] = arguments },
            ["thoughtSignature"] = "ZGVtbw==",
        };
        return new Reply(Candidate([call], "STOP"), DemoTokens.OfText(call.ToJsonString()), 0);
    }

    private static Reply WordsReply(string words) => new(Candidate([new JsonObject { ["text"] = words }], "STOP"), DemoTokens.OfText(words), 0);

    private static Reply TextReply(DemoRequest request)
    {
        var text = TextOf(request);
        var finish = "STOP";
        var most = request.MaxOutputTokens is { } cap ? Math.Max(1, cap - ThoughtsOf(request)) : int.MaxValue;
        if (request.AsksFor(DemoTrouble.Cut) || DemoTokens.OfText(text) > most)
        {
            text = text[..Math.Max(1, (int)Math.Min(text.Length / 2, most * 4L))];
            finish = "MAX_TOKENS";
        }

        return new Reply(Candidate([new JsonObject { ["text"] = text }], finish), DemoTokens.OfText(text), 0);
    }

    private static string TextOf(DemoRequest request)
    {
        var isReview = request.Pictures.Count > 0 && request.Schema?.ToJsonString().Contains("score", StringComparison.OrdinalIgnoreCase) == true;
        if (isReview && request.AsksFor(DemoTrouble.BadReview))
        {
            return "I would say it is quite good, about seven or eight of ten.";
        }

        if (DemoTranslation.Answers(request))
        {
            return DemoTranslation.Answer(request).ToJsonString();
        }

        if (request.Schema is not null)
        {
            return new DemoSchema(request).Instance()?.ToJsonString() ?? "null";
        }

        var answer = DemoCopy.Answer(new DemoFacts(request.Text), request.Pictures.Count);
        return request.WantsJson ? new JsonObject { ["answer"] = answer }.ToJsonString() : answer;
    }

    private static int ThoughtsOf(DemoRequest request)
    {
        var thoughts = 100 + (int)(request.RandomFor("thoughts").NextDouble() * 300);
        return request.MaxOutputTokens is { } cap ? Math.Min(thoughts, cap / 4) : thoughts;
    }

    private static JsonObject Candidate(JsonObject[] parts, string finishReason) => new()
    {
        ["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray([.. parts]) },
        ["finishReason"] = finishReason,
        ["index"] = 0,
    };

    private sealed record Reply(JsonObject? Candidate, int TextTokens, int PictureTokens, string? BlockReason = null)
    {
        public bool IsBlocked => BlockReason is not null;
    }
}
