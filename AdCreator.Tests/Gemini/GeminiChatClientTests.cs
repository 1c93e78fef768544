using System.Text.Json;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Microsoft.Extensions.AI;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiChatClientTests
{
    private static string Reply(string parts, string usage = """{"promptTokenCount":1,"candidatesTokenCount":1}""", string finish = "STOP") =>
        $$"""{"candidates":[{"content":{"role":"model","parts":[{{parts}}]},"finishReason":"{{finish}}"}],"usageMetadata":{{usage}},"modelVersion":"gemini-3.8-flash","responseId":"r1"}""";

    [Fact]
    public async Task Conversation_is_sent_in_order_with_instructions_apart_and_hidden_characters_removed()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, Reply("""{"text":"pondering","thought":true},{"text":"Blue."}"""));

        var response = await client.GetResponseAsync(
            [new(ChatRole.System, "Be\u200B brief."), new(ChatRole.User, "Which\u2060 colour?"), new(ChatRole.Assistant, "Red."), new(ChatRole.User, "Another.")],
            new ChatOptions { Instructions = "You\U000E0041 review ads.", Temperature = 0.5f, Seed = 7, MaxOutputTokens = 100 },
            TestContext.Current.CancellationToken);

        Assert.Equal("Blue.", response.Text);
        Assert.Equal((ChatFinishReason.Stop, "r1", "gemini-3.8-flash"), (response.FinishReason, response.ResponseId, response.ModelId));
        var body = Assert.Single(bench.Server.Calls).Json;
        Assert.Equal("You review ads.\n\nBe brief.", Text(body.GetProperty("systemInstruction")));
        Assert.Equal(["user: Which colour?", "model: Red.", "user: Another."], body.GetProperty("contents").EnumerateArray().Select(c => $"{c.GetProperty("role")}: {Text(c)}"));
        var config = body.GetProperty("generationConfig");
        Assert.Equal((0.5, 7, 100), (config.GetProperty("temperature").GetDouble(), config.GetProperty("seed").GetInt32(), config.GetProperty("maxOutputTokens").GetInt32()));
        Assert.Equal(UsageOperations.AnalyzeText, Assert.Single(bench.Rows()).Operation);
    }

    [Theory]
    [InlineData("STOP", "stop")]
    [InlineData("MAX_TOKENS", "length")]
    [InlineData("SOMETHING_NEW", "content_filter")]
    public async Task Response_says_how_the_answer_ended(string wire, string reason)
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, Reply("""{"text":"Blue."}""", finish: wire));

        var response = await client.GetResponseAsync("Which colour?", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(reason, response.FinishReason?.Value);
    }

    [Fact]
    public async Task Schema_goes_as_it_is_and_the_answer_comes_typed()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, Reply("""{"text":"{\"data\":{\"score\":6}}"}""")).Then(200, Reply("""{"text":"{\"score\":6}"}"""));
        var schema = JsonElement.Parse("""{"type":"object","properties":{"score":{"type":"integer"}},"required":["score"]}""");

        await client.GetResponseAsync("Score it.", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) }, TestContext.Current.CancellationToken);
        var typed = await client.GetResponseAsync<Score>("Score it.", cancellationToken: TestContext.Current.CancellationToken);

        var config = bench.Server.Calls.First().Json.GetProperty("generationConfig");
        Assert.Equal("application/json", config.GetProperty("responseMimeType").GetString());
        Assert.True(JsonElement.DeepEquals(schema, config.GetProperty("responseJsonSchema")));
        Assert.Equal(6, typed.Result.Value);
    }

    [Fact]
    public async Task Pictures_go_and_come_whole()
    {
        byte[] picture = [0x89, 0x50, 0xFB, 0xEF, 0xBE, 0x00];
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, Reply($$$"""{"text":"Here."},{"inlineData":{"mimeType":"image/webp","data":"{{{Convert.ToBase64String(picture)}}}"}}"""));

        var response = await client.GetResponseAsync(
            new ChatMessage(ChatRole.User, [new DataContent(picture, "image/png"), new TextContent("Sharpen it.")]), cancellationToken: TestContext.Current.CancellationToken);

        var answer = Assert.Single(response.Messages[0].Contents.OfType<DataContent>());
        Assert.Equal("image/webp", answer.MediaType);
        Assert.Equal(picture, answer.Data.ToArray());
        var sent = Assert.Single(bench.Server.Calls).Json.GetProperty("contents")[0].GetProperty("parts")[0].GetProperty("inlineData");
        Assert.Equal("image/png", sent.GetProperty("mimeType").GetString());
        Assert.Equal(picture, sent.GetProperty("data").GetBytesFromBase64());
    }

    [Fact]
    public async Task Function_call_and_its_result_go_back_with_id_and_signature()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server
            .Then(200, Reply("""{"functionCall":{"id":"fc1","name":"stock_of","args":{"product":"Cold brew","depots":[1,2]}},"thoughtSignature":"c2ln+/8="}"""))
            .Then(200, Reply("""{"text":"Twelve left."}"""));
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string product, int[] depots) => 12, "stock_of", "Pieces in stock")] };
        List<ChatMessage> messages = [new(ChatRole.User, "How many?")];

        var asked = await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        var call = Assert.Single(asked.Messages[0].Contents.OfType<FunctionCallContent>());
        messages.AddRange([.. asked.Messages, new(ChatRole.Tool, [new FunctionResultContent(call.CallId, 12)])]);
        var answered = await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken);

        Assert.Equal((ChatFinishReason.ToolCalls, "Twelve left."), (asked.FinishReason, answered.Text));
        var body = bench.Server.Calls.Last().Json;
        var declared = body.GetProperty("tools")[0].GetProperty("functionDeclarations")[0];
        Assert.Equal("stock_of", declared.GetProperty("name").GetString());
        Assert.True(declared.GetProperty("parametersJsonSchema").GetProperty("properties").TryGetProperty("product", out _));
        var sentCall = body.GetProperty("contents")[1].GetProperty("parts")[0];
        Assert.Equal("c2ln+/8=", sentCall.GetProperty("thoughtSignature").GetString());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"id":"fc1","name":"stock_of","args":{"product":"Cold brew","depots":[1,2]}}"""), sentCall.GetProperty("functionCall")));
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""{"id":"fc1","name":"stock_of","response":{"result":12}}"""),
            body.GetProperty("contents")[2].GetProperty("parts")[0].GetProperty("functionResponse")));
    }

    [Fact]
    public async Task Usage_counts_thinking_as_output_and_tool_results_as_input()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, Reply(
            """{"text":"yes"}""",
            """
            {"promptTokenCount":100,"toolUsePromptTokenCount":5,"candidatesTokenCount":1130,"thoughtsTokenCount":213,"cachedContentTokenCount":40,"totalTokenCount":1448,
             "promptTokensDetails":[{"modality":"TEXT","tokenCount":10},{"modality":"IMAGE","tokenCount":90}],"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]}
            """));

        var usage = (await client.GetResponseAsync("Look.", cancellationToken: TestContext.Current.CancellationToken)).Usage!;

        Assert.Equal((105L, 1343L, 213L, 40L, 1448L), (usage.InputTokenCount, usage.OutputTokenCount, usage.ReasoningTokenCount, usage.CachedInputTokenCount, usage.TotalTokenCount));
        Assert.Equal((5, 90, 1120), (usage.AdditionalCounts!["ToolUsePromptTokenCount"], usage.AdditionalCounts["InputImageTokenCount"], usage.AdditionalCounts["OutputImageTokenCount"]));
    }

    [Fact]
    public async Task Blocked_answer_is_thrown_with_its_typed_result_and_plain_words()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var client = ClientOf(bench);
        bench.Server.Then(200, """{"candidates":[{"finishReason":"SPII"}],"usageMetadata":{"promptTokenCount":6}}""");

        var thrown = await Assert.ThrowsAsync<GeminiOutcomeException>(() => client.GetResponseAsync("Who is she?", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("SPII", Assert.IsType<GeminiResult<string>.Blocked>(thrown.Result).Reason);
        Assert.Contains("personal data", thrown.Message);
    }

    private static GeminiChatClient ClientOf(GeminiBench bench) => new(bench.Service, UsageOperations.AnalyzeText);

    private static string Text(JsonElement content) => content.GetProperty("parts")[0].GetProperty("text").GetString()!;

    private sealed record Score([property: System.Text.Json.Serialization.JsonPropertyName("score")] int Value);
}
