using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiMeteringTests
{
    private const string Picture = """{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}""";

    private static string Reply(string parts, string usage, string model = "gemini-nano-banana-2.1", string finish = "STOP") =>
        $$"""{"candidates":[{"content":{"role":"model","parts":[{{parts}}]},"finishReason":"{{finish}}","index":0}],"usageMetadata": {{usage}} ,"modelVersion":"{{model}}","responseId":"r1","somethingNew":{"a":1} }""";

    [Fact]
    public async Task Picture_with_thoughts_and_unlisted_text_costs_what_the_price_page_says()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply($$"""{"text":"Here is the ad."},{{Picture}}""", """{"promptTokenCount":10,"candidatesTokenCount":1130,"thoughtsTokenCount":213,"totalTokenCount":1353,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]}"""));

        var result = await bench.DrawAsync(TestContext.Current.CancellationToken);

        var image = Assert.IsType<GeminiResult<GeneratedImage>.Generated>(result);
        var row = Assert.Single(bench.Rows());
        Assert.Equal(0.0352875m, row.CostUsd);
        Assert.Equal(row.CostUsd, row.LineItems.Sum(l => l.Amount));
        Assert.Equal((10L, 1343L, 1353L, 1m, "image_generation"), (row.InputTokens, row.OutputTokens, row.TotalTokens, row.Units, row.UnitType));
        Assert.Equal((CostState.Exact, UsageOutcome.Succeeded, image.UsageId), (row.CostState, row.Outcome, row.Id));
        Assert.True(row.CostUsd <= row.CostUsdMax);
        Assert.Equal(8, image.Value.Bytes.Length);
    }

    [Fact]
    public async Task Large_picture_of_the_dearest_model_costs_what_the_price_page_says()
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:Models:Image"] = "gemini-3-pro-image" });
        bench.Server.Then(200, Reply(Picture, """{"promptTokenCount":326,"candidatesTokenCount":2340,"thoughtsTokenCount":337,"totalTokenCount":3003,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":2000}]}""", "gemini-3-pro-image"));

        await bench.Service.GenerateImageAsync(GeminiBench.Prompt, new GeminiImageShape("1:1", "4K"), TestContext.Current.CancellationToken);

        Assert.Equal(0.248776m, Assert.Single(bench.Rows()).CostUsd);
    }

    private const string CountsAsStrings = """{"promptTokenCount":"1000","candidatesTokenCount":"100","thoughtsTokenCount":null,"totalTokenCount":"1100"}""";

#if GOOGLE_GENAI
    [Fact]
    public async Task Counts_as_strings_lose_the_answer_in_the_SDK_and_leave_its_cost_unknown()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", CountsAsStrings, "gemini-3.8-flash"));

        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.IsType<GeminiResult<string>.Failed>(result);
        var row = Assert.Single(bench.Rows());
        Assert.Equal((CostState.Unknown, (decimal?)null), (row.CostState, row.CostUsd));
        Assert.True(row.CostUsdMax > 0);
    }
#else
    [Fact]
    public async Task Counts_may_come_as_strings()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", CountsAsStrings, "gemini-3.8-flash"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((1000L, 100L, CostState.Exact), (row.InputTokens, row.OutputTokens, row.CostState));
    }
#endif

    [Fact]
    public async Task Picture_whose_tokens_are_not_listed_is_billed_as_a_picture_and_marked_as_estimated()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply(Picture, """{"promptTokenCount":10,"candidatesTokenCount":1120,"totalTokenCount":1130}"""));

        await bench.DrawAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((CostState.Estimated, 0.033615m), (row.CostState, row.CostUsd));
    }

    [Fact]
    public async Task Answer_without_any_counts_is_estimated_and_never_free()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, """{"candidates":[{"content":{"parts":[{"text":"yes"}]},"finishReason":"STOP"}]}""");

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal(CostState.Estimated, row.CostState);
        Assert.True(row.CostUsd > 0 && row.CostUsd <= row.CostUsdMax);
    }

    [Theory]
    [InlineData("""{"candidatesTokenCount":50,"totalTokenCount":150}""", 100, 50)]
    [InlineData("""{"candidatesTokenCount":50,"thoughtsTokenCount":20,"totalTokenCount":170}""", 100, 70)]
    [InlineData("""{"candidatesTokenCount":50,"promptTokensDetails":[{"modality":"TEXT","tokenCount":60},{"modality":"IMAGE","tokenCount":40}]}""", 100, 50)]
    [InlineData("""{"totalTokenCount":150,"promptTokensDetails":[{"modality":"TEXT","tokenCount":100}]}""", 100, 50)]
    [InlineData("""{"promptTokenCount":100,"totalTokenCount":150}""", 100, 50)]
    public async Task Count_that_is_left_out_follows_from_the_others_and_the_total(string counts, long input, long output)
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", counts, "gemini-3.8-flash"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((input, output, CostState.Exact), (row.InputTokens, row.OutputTokens, row.CostState));
    }

    [Theory]
    [InlineData("""{"candidatesTokenCount":50}""", 50)]
    [InlineData("""{"totalTokenCount":150}""", 150)]
    public async Task Prompt_that_nothing_tells_of_is_estimated_as_it_was_reserved(string counts, long output)
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", counts, "gemini-3.8-flash"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        var most = GeminiCosts.MostInputTokens(GeminiCallSize.Of(UsageOperations.AnalyzeText, GeminiBench.Prompt));
        Assert.Equal((most, output, CostState.Estimated), (row.InputTokens, row.OutputTokens, row.CostState));
        Assert.True(row.CostUsd <= row.CostUsdMax);
    }

    [Fact]
    public async Task Answer_that_nothing_tells_of_is_estimated_at_its_cap()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", """{"promptTokenCount":10}""", "gemini-3.8-flash"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((10L, (long)GeminiLimits.OutputTokens(UsageOperations.AnalyzeText), CostState.Estimated), (row.InputTokens, row.OutputTokens, row.CostState));
    }

    [Fact]
    public async Task Total_above_what_is_listed_is_billed_as_thinking_and_marked_as_estimated()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", """{"promptTokenCount":10,"candidatesTokenCount":20,"totalTokenCount":100}""", "gemini-3.8-flash"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((90L, 70L, CostState.Estimated), (row.OutputTokens, row.ThoughtTokens, row.CostState));
    }

    [Theory]
    [InlineData("MAX_TOKENS")]
    [InlineData("STOP")]
    public async Task Row_of_an_answer_keeps_how_the_answer_ended(string reason)
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", """{"promptTokenCount":5,"candidatesTokenCount":5}""", "gemini-3.8-flash", reason));

        Assert.IsType<GeminiResult<string>.Generated>(await bench.AskAsync(TestContext.Current.CancellationToken));

        Assert.Equal(reason, Assert.Single(bench.Rows()).RequestMetadata["finish_reason"]);
    }

    [Fact]
    public async Task Unknown_model_is_unpriced_and_never_zero()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Reply("""{"text":"yes"}""", """{"promptTokenCount":5,"candidatesTokenCount":5}""", "gemini-99"));

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((CostState.Unpriced, (decimal?)null, "gemini-99", "gemini-3.8-flash"), (row.CostState, row.CostUsd, row.Model, row.ModelRequested));
    }

    [Fact]
    public async Task Reservation_is_durable_before_the_request_arrives_and_bounds_the_cost_like_the_quote()
    {
        await using var bench = await GeminiBench.StartAsync();
        List<UsageReservation> seen = [];
        bench.Server.Then(async _ => seen = await bench.ReservationsAsync());

        await bench.DrawAsync(TestContext.Current.CancellationToken);

        var reservation = Assert.Single(seen);
        var row = Assert.Single(bench.Rows());
        Assert.Equal((reservation.Id, reservation.CreatedAt, reservation.CostUsdMax), (row.Id, row.CreatedAt, row.CostUsdMax));
        var quote = bench.Costs.AtMost(bench.OrganizationId, UsageOperations.GenerateImage, GeminiCallSize.Of(UsageOperations.GenerateImage, GeminiBench.Prompt, GeminiBench.Shape), reservation.CreatedAt);
        Assert.Equal(quote, reservation.CostUsdMax);
        Assert.Equal(TimeSpan.FromSeconds(360), reservation.ExpiresAt - reservation.CreatedAt);
    }
}
