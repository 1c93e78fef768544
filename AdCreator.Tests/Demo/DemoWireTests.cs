using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace AdCreator.Tests.Demo;

public sealed class DemoWireTests : IDisposable
{
    private readonly DemoClient client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Text_answers_count_their_tokens()
    {
        var answer = await client.GenerateAsync("Say something about tea.");

        Assert.NotEmpty(DemoClient.TextOf(answer));
        Assert.Equal("STOP", answer["candidates"]![0]!["finishReason"]!.ToString());
        Assert.Equal(DemoClient.TextModel, answer["modelVersion"]!.ToString());
        Assert.InRange(DemoClient.Count(answer, "thoughtsTokenCount"), 100, 400);
        Assert.Equal(
            DemoClient.Count(answer, "promptTokenCount") + DemoClient.Count(answer, "candidatesTokenCount") + DemoClient.Count(answer, "thoughtsTokenCount"),
            DemoClient.Count(answer, "totalTokenCount"));
    }

    [Fact]
    public async Task System_instruction_and_pictures_count_as_prompt()
    {
        var plain = await client.GenerateAsync("Hello");
        var rich = await client.GenerateAsync("Hello", extra: ""","systemInstruction":{"parts":[{"text":"You are a patient reviewer of ads."}]}""", picture: DemoClient.ProductPhoto());

        var details = rich["usageMetadata"]!["promptTokensDetails"]!.AsArray();
        Assert.Contains(details, d => d!["modality"]!.ToString() == "IMAGE" && (int)d["tokenCount"]! == 258);
        Assert.True(DemoClient.Count(rich, "promptTokenCount") > DemoClient.Count(plain, "promptTokenCount") + 258);
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":"hi"}]}],"generation_config":{"response_mime_type":"application/json","response_schema":{"type":"OBJECT","properties":{"a":{"type":"INTEGER"}}}}}""")]
    [InlineData("""{"contents":[{"parts":[{"text":"hi"}]}],"generationConfig":{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{"a":{"type":"INTEGER"}}}}}""")]
    public async Task Both_spellings_of_names_are_read(string body)
    {
        var (_, answer, _) = await client.SendAsync("POST", $"v1/models/{DemoClient.TextModel}:generateContent", body);

        var text = DemoClient.TextOf(JsonNode.Parse(answer)!.AsObject());
        Assert.Equal(JsonValueKind.Number, JsonNode.Parse(text)!["a"]!.GetValueKind());
    }

    [Fact]
    public async Task A_declared_function_is_called_and_its_result_answered()
    {
        const string Tools = ""","tools":[{"functionDeclarations":[{"name":"get_weather","description":"d","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING"},"days":{"type":"INTEGER","minimum":1,"maximum":5}},"required":["city"]}}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"}}""";

        var answer = await client.GenerateAsync("Weather in Berlin?", extra: Tools);

        var call = answer["candidates"]![0]!["content"]!["parts"]![0]!["functionCall"]!;
        Assert.Equal("get_weather", call["name"]!.ToString());
        Assert.InRange((int)call["args"]!["days"]!, 1, 5);
        var model = answer["candidates"]![0]!["content"]!.ToJsonString();
        var second = """{"contents":[{"role":"user","parts":[{"text":"Weather?"}]},""" + model + """,{"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"output":"sun"}}}]}]""" + Tools + "}";
        var (_, body, _) = await client.SendAsync("POST", $"v1beta/models/{DemoClient.TextModel}:generateContent", second);
        Assert.NotEmpty(DemoClient.TextOf(JsonNode.Parse(body)!.AsObject()));
    }

    [Fact]
    public async Task Streams_repeat_the_usage_so_far_and_end_with_the_whole_answer()
    {
        var whole = await client.GenerateAsync("Tell me more.");

        var (_, body, type) = await client.SendAsync("POST", $"v1beta/models/{DemoClient.TextModel}:streamGenerateContent?alt=sse", DemoClient.Body("Tell me more."));

        Assert.Equal("text/event-stream", type);
        var chunks = body.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Select(c => JsonNode.Parse(c["data: ".Length..])!.AsObject()).ToArray();
        Assert.True(chunks.Length > 1);
        Assert.Equal(DemoClient.TextOf(whole), string.Concat(chunks.Select(DemoClient.TextOf)));
        var counts = chunks.Select(c => DemoClient.Count(c, "candidatesTokenCount")).ToArray();
        Assert.Equal(counts.Order(), counts);
        Assert.Equal(whole["usageMetadata"]!.ToJsonString(), chunks[^1]["usageMetadata"]!.ToJsonString());
        Assert.Null(chunks[0]["candidates"]![0]!["finishReason"]);
    }

    [Fact]
    public async Task Without_sse_a_stream_is_a_JSON_array()
    {
        var (_, body, type) = await client.SendAsync("POST", $"v1/models/{DemoClient.TextModel}:streamGenerateContent", DemoClient.Body("Tell me more."));

        Assert.Equal("application/json", type);
        Assert.True(JsonNode.Parse(body)!.AsArray().Count > 1);
    }

    [Fact]
    public async Task CountTokens_counts_what_generate_counts()
    {
        var generated = await client.GenerateAsync("Count me", picture: DemoClient.ProductPhoto());

        var (_, body, _) = await client.SendAsync("POST", $"v1beta/models/{DemoClient.TextModel}:countTokens", DemoClient.Body("Count me", picture: DemoClient.ProductPhoto()));

        Assert.Equal(DemoClient.Count(generated, "promptTokenCount"), (int)JsonNode.Parse(body)!["totalTokens"]!);
    }

    [Fact]
    public async Task Embeddings_are_unit_vectors_and_near_for_like_texts()
    {
        const string Body = """{"requests":[{"content":{"parts":[{"text":"calm green tea"}]},"outputDimensionality":256},{"content":{"parts":[{"text":"calm black tea"}]},"outputDimensionality":256},{"content":{"parts":[{"text":"motorway construction"}]},"outputDimensionality":256}]}""";

        var (_, body, _) = await client.SendAsync("POST", "v1beta/models/gemini-embedding-2:batchEmbedContents", Body);

        var vectors = JsonNode.Parse(body)!["embeddings"]!.AsArray().Select(e => e!["values"]!.AsArray().Select(v => (double)v!).ToArray()).ToArray();
        Assert.All(vectors, v => Assert.Equal(1, v.Sum(x => x * x), 4));
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]) + 0.2);
    }

    [Fact]
    public async Task Models_are_listed_and_found()
    {
        var (_, list, _) = await client.SendAsync("GET", "v1beta/models");
        var (status, one, _) = await client.SendAsync("GET", $"v1/models/{DemoClient.ImageModel}");

        Assert.Contains(JsonNode.Parse(list)!["models"]!.AsArray(), m => m!["name"]!.ToString() == $"models/{DemoClient.ImageModel}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"models/{DemoClient.ImageModel}", JsonNode.Parse(one)!["name"]!.ToString());
    }

    [Theory]
    [InlineData("v1beta/models/no-such-model:generateContent", """{"contents":[{"parts":[{"text":"hi"}]}]}""", 404, "NOT_FOUND", "models/no-such-model is not found for API version v1beta")]
    [InlineData("v1/models/gemini-2.5-flash-image:generateContent", """{"contents":[{"parts":[{"text":"hi"}]}]}""", 404, "NOT_FOUND", "is not found for API version v1")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent", "{ not json", 400, "INVALID_ARGUMENT", "Invalid JSON")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent", "{}", 400, "INVALID_ARGUMENT", "contents is not specified")]
    [InlineData("v1beta/models/gemini-nano-banana-2.1:generateContent", """{"contents":[{"parts":[{"text":"hi"}]}],"generationConfig":{"imageConfig":{"aspectRatio":"7:3"}}}""", 400, "INVALID_ARGUMENT", "aspect_ratio")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent", """{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"%%%"}}]}]}""", 400, "INVALID_ARGUMENT", "Base64")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent", """{"contents":[{"parts":[{"text":"[demo:429]"}]}]}""", 429, "RESOURCE_EXHAUSTED", "quota")]
    [InlineData("v1beta/models/gemini-3.8-flash:generateContent", """{"contents":[{"parts":[{"text":"[demo:503]"}]}]}""", 503, "UNAVAILABLE", "overloaded")]
    public async Task Errors_have_Googles_shape(string path, string body, int code, string status, string message)
    {
        var (http, answer, _) = await client.SendAsync("POST", path, body);

        var error = JsonNode.Parse(answer)!["error"]!;
        Assert.Equal(code, (int)http);
        Assert.Equal(code, (int)error["code"]!);
        Assert.Equal(status, error["status"]!.ToString());
        Assert.Contains(message, error["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(code is 429 or 503, error["details"]?[0]?["retryDelay"] is not null);
    }

    [Fact]
    public async Task The_same_request_gets_the_same_answer()
    {
        var (_, first, _) = await client.SendAsync("POST", $"v1beta/models/{DemoClient.TextModel}:generateContent", DemoClient.Body("Hello"));
        var (_, second, _) = await client.SendAsync("POST", $"v1beta/models/{DemoClient.TextModel}:generateContent", DemoClient.Body("Hello"));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_blocked_prompt_is_200_without_candidates()
    {
        var answer = await client.GenerateAsync("[demo:blocked] tea");

        Assert.Null(answer["candidates"]);
        Assert.Equal("PROHIBITED_CONTENT", answer["promptFeedback"]!["blockReason"]!.ToString());
        Assert.Equal(DemoClient.Count(answer, "promptTokenCount"), DemoClient.Count(answer, "totalTokenCount"));
    }

    [Theory]
    [InlineData("[demo:cut] go on", "{}")]
    [InlineData("go on", """{"maxOutputTokens":12}""")]
    public async Task Cut_text_says_so(string text, string config)
    {
        var answer = await client.GenerateAsync(text, config);

        Assert.Equal("MAX_TOKENS", answer["candidates"]![0]!["finishReason"]!.ToString());
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
