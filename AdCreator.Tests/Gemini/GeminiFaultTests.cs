using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AdCreator.Tests.Gemini;

public sealed class GeminiFaultTests
{
    private const string Busy = """{"error":{"code":503,"status":"UNAVAILABLE","message":"The model is overloaded."}}""";
    private const string Yes = """{"candidates":[{"content":{"parts":[{"text":"yes"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1},"modelVersion":"gemini-3.8-flash"}""";

    private static string Finished(string reason) =>
        $$"""{"candidates":[{"finishReason":"{{reason}}","index":0}],"usageMetadata":{"promptTokenCount":6,"thoughtsTokenCount":9,"totalTokenCount":15},"modelVersion":"gemini-nano-banana-2.1"}""";

    [Fact]
    public async Task Two_failures_and_a_success_make_three_rows()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(503, Busy).Then(503, $"[{Busy}]").Then(200, Yes);

        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.IsType<GeminiResult<string>.Generated>(result);
        var rows = bench.Rows();
        Assert.Equal([1, 2, 3], rows.Select(r => r.Attempt));
        Assert.Equal([UsageOutcome.RefusedByProvider, UsageOutcome.RefusedByProvider, UsageOutcome.Succeeded], rows.Select(r => r.Outcome));
        Assert.Equal([0m, 0m], rows.Take(2).Select(r => r.CostUsd));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Lost_picture_may_have_been_billed_and_is_not_asked_for_again(int status)
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(status, "");

        var failed = Assert.IsType<GeminiResult<GeneratedImage>.Failed>(await bench.DrawAsync(TestContext.Current.CancellationToken));

        Assert.Contains("may have been billed", failed.Explanation);
        Assert.Single(bench.Server.Calls);
        AssertUnknown(bench, UsageOutcome.Failed);
    }

    [Fact]
    public async Task Lost_words_are_asked_for_again_and_what_was_lost_may_have_been_billed()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(504, """{"error":{"code":504,"status":"DEADLINE_EXCEEDED","message":"Too slow"}}""").Then(200, Yes);

        Assert.IsType<GeminiResult<string>.Generated>(await bench.AskAsync(TestContext.Current.CancellationToken));

        var rows = bench.Rows();
        Assert.Equal([(CostState.Unknown, (decimal?)null), (CostState.Exact, rows[1].CostUsd)], rows.Select(r => (r.CostState, r.CostUsd)));
    }

    [Theory]
    [InlineData("00:00:00.001", "2s", 2)]
    [InlineData("00:00:40", "2s", 20)]
    public async Task Longer_of_the_providers_pause_and_our_own_is_kept(string backoff, string asked, int atLeast)
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:Backoff"] = backoff });
        using var cancel = new CancellationTokenSource();
        var pauses = new Pauses(cancel);
        bench.Service.Retries = pauses;
        bench.Server.Then(429, $$$"""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Slow down","details":[{"retryDelay":"{{{asked}}}"}]}}""");

        Assert.IsType<GeminiResult<string>.Cancelled>(await bench.AskAsync(cancel.Token));

        Assert.InRange(Assert.Single(pauses.Seen).TotalSeconds, atLeast, atLeast == 2 ? 2 : 60);
    }

    [Fact]
    public async Task Quota_of_the_day_is_not_retried()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(429, """[{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]},{"retryDelay":"7s"}]}}]""");

        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.Equal("QUOTA_PER_DAY", Assert.IsType<GeminiResult<string>.Refused>(result).Code);
        Assert.Single(bench.Server.Calls);
    }

    [Fact]
    public async Task Wait_above_a_minute_is_given_back_instead_of_waited()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(429, """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Slow down","details":[{"retryDelay":"90.5s"}]}}""");

        var result = await bench.AskAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(90.5), Assert.IsType<GeminiResult<string>.Overloaded>(result).RetryAfter);
    }

    [Fact]
    public async Task Web_page_from_a_proxy_is_refused_without_its_markup_and_without_the_key()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(403, "<html>no</html>", "text/html").Then(400, $$$"""{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Key {{{GeminiBench.Key}}} is bad"}}""");

        var page = Assert.IsType<GeminiResult<string>.Refused>(await bench.AskAsync(TestContext.Current.CancellationToken));
        var key = Assert.IsType<GeminiResult<string>.Refused>(await bench.AskAsync(TestContext.Current.CancellationToken));

        Assert.DoesNotContain("<", page.Explanation);
        Assert.Equal(("INVALID_ARGUMENT", "Key *** is bad"), (key.Code, key.Explanation));
        Assert.All(bench.Server.Calls, c => Assert.Equal((GeminiBench.Key, ""), (c.Key, c.Query)));
    }

    [Fact]
    public async Task Error_in_an_answer_that_claims_success_is_an_error()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Busy).Then(200, Yes);

        Assert.IsType<GeminiResult<string>.Generated>(await bench.AskAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, bench.Rows().Count);
    }

    [Theory]
    [InlineData("IMAGE_SAFETY", UsageOutcome.Blocked)]
    [InlineData("NO_IMAGE", UsageOutcome.NoImage)]
    [InlineData("MAX_TOKENS", UsageOutcome.NoImage)]
    [InlineData("STOP", UsageOutcome.NoImage)]
    public async Task Success_without_a_picture_says_why_and_is_billed(string reason, UsageOutcome outcome)
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Finished(reason));

        var result = await bench.DrawAsync(TestContext.Current.CancellationToken);

        var row = Assert.Single(bench.Rows());
        Assert.Equal((outcome, 0m), (row.Outcome, row.Units));
        Assert.True(row.CostUsd > 0);
        Assert.Equal(reason, result is GeminiResult<GeneratedImage>.Blocked blocked ? blocked.Reason : Assert.IsType<GeminiResult<GeneratedImage>.NoImage>(result).Reason);
    }

    [Fact]
    public async Task Draft_made_while_thinking_is_no_picture()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, """{"candidates":[{"content":{"parts":[{"thought":true,"inlineData":{"mimeType":"image/png","data":"AAAA"}},{"text":"I cannot."}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1}}""");

        Assert.Equal("I cannot.", Assert.IsType<GeminiResult<GeneratedImage>.NoImage>(await bench.DrawAsync(TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task Blocked_prompt_prices_its_input()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, """{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":1000,"totalTokenCount":1000},"modelVersion":"gemini-nano-banana-2.1"}""");

        Assert.Equal("PROHIBITED_CONTENT", Assert.IsType<GeminiResult<GeneratedImage>.Blocked>(await bench.DrawAsync(TestContext.Current.CancellationToken)).Reason);

        Assert.Equal(0.0015m, Assert.Single(bench.Rows()).CostUsd);
    }

    [Fact]
    public async Task Empty_answer_is_asked_for_once_more_and_both_are_metered()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(200, Finished("STOP")).Then(200, Finished("STOP"));

        Assert.IsType<GeminiResult<string>.NoImage>(await bench.AskAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, bench.Rows().Count);
    }

    [Fact]
    public async Task First_404_with_nothing_in_it_is_tried_again()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(404, "").Then(200, Yes);

        Assert.IsType<GeminiResult<string>.Generated>(await bench.AskAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cut_answer_is_not_asked_for_again_and_its_cost_is_unknown()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(async http =>
        {
            http.Response.ContentLength = 5000;
            await http.Response.WriteAsync("""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgoAAAAA""");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });

        Assert.IsType<GeminiResult<GeneratedImage>.Failed>(await bench.DrawAsync(TestContext.Current.CancellationToken));

        AssertUnknown(bench, UsageOutcome.Failed);
    }

    [Fact]
    public async Task Dripping_answer_ends_at_the_time_limit()
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:ImageTimeout"] = "00:00:00.5" });
        bench.Server.Then(Drip);

        Assert.IsType<GeminiResult<GeneratedImage>.TimedOut>(await bench.DrawAsync(TestContext.Current.CancellationToken));

        AssertUnknown(bench, UsageOutcome.TimedOut);
    }

    [Fact]
    public async Task Cancelling_in_flight_leaves_a_row()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var cancel = new CancellationTokenSource();
        bench.Server.Then(async http =>
        {
            await cancel.CancelAsync();
            await Drip(http);
        });

        Assert.IsType<GeminiResult<GeneratedImage>.Cancelled>(await bench.DrawAsync(cancel.Token));

        AssertUnknown(bench, UsageOutcome.Cancelled);
    }

    [Fact]
    public async Task Answer_above_40_MB_is_cut_off()
    {
        await using var bench = await GeminiBench.StartAsync();
        bench.Server.Then(async http =>
        {
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'A');
            await http.Response.WriteAsync("""{"candidates":[{"content":{"parts":[{"text":" """);
            for (var sent = 0; sent < 45 && !http.RequestAborted.IsCancellationRequested; sent++)
            {
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
            }
        });

        Assert.Contains("40 MB", Assert.IsType<GeminiResult<GeneratedImage>.Failed>(await bench.DrawAsync(TestContext.Current.CancellationToken)).Explanation);

        AssertUnknown(bench, UsageOutcome.Failed);
    }

    [Fact]
    public async Task Unreachable_server_costs_nothing_and_still_makes_rows()
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:BaseUrl"] = "http://127.0.0.1:1" });

        Assert.IsType<GeminiResult<string>.Failed>(await bench.AskAsync(TestContext.Current.CancellationToken));

        Assert.All(bench.Rows(), r => Assert.Equal((UsageOutcome.Failed, CostState.Exact, (decimal?)0m), (r.Outcome, r.CostState, r.CostUsd)));
    }

    [Fact]
    public async Task Without_a_context_nothing_leaves_and_a_second_one_is_refused()
    {
        await using var bench = await GeminiBench.StartAsync();
        var service = bench.NewService();

        await Assert.ThrowsAsync<InvalidOperationException>(() => service.AnalyzeTextAsync(GeminiBench.Prompt, TestContext.Current.CancellationToken));
        service.SetTrackingContext(bench.Tracker, bench.UserId, bench.OrganizationId);
        service.SetTrackingContext(bench.Tracker, bench.UserId, bench.OrganizationId);

        Assert.Throws<InvalidOperationException>(() => service.SetTrackingContext(bench.Tracker, bench.OrganizationId, bench.UserId));
        Assert.Empty(bench.Server.Calls);
    }

    [Fact]
    public async Task Prompt_above_the_limit_is_refused_before_anything_is_reserved()
    {
        await using var bench = await GeminiBench.StartAsync();

        var result = await bench.Service.AnalyzeTextAsync(new GeminiPrompt { Texts = [new string('x', 8_001)] }, TestContext.Current.CancellationToken);

        Assert.Contains("8,000", Assert.IsType<GeminiResult<string>.Refused>(result).Explanation);
        Assert.Empty(await bench.ReservationsAsync());
    }

    [Fact]
    public async Task Request_asks_to_store_nothing_and_keeps_instructions_apart()
    {
        await using var bench = await GeminiBench.StartAsync();

        await bench.DrawAsync(TestContext.Current.CancellationToken);

        var call = Assert.Single(bench.Server.Calls);
        Assert.Equal("/v1beta/models/gemini-nano-banana-2.1:generateContent", call.Path);
        Assert.Contains("\"store\":false", call.Body);
        Assert.Contains("\"systemInstruction\":{\"parts\":[{\"text\":\"You draw ads.\"}]}", call.Body);
        Assert.Contains("\"imageConfig\":{\"aspectRatio\":\"9:16\",\"imageSize\":\"1K\"}", call.Body);
    }

    /// <summary>Notes the pause before a retry and cancels instead of sitting through it.</summary>
    private sealed class Pauses(CancellationTokenSource cancel) : IProgress<GeminiRetry>
    {
        public List<TimeSpan> Seen { get; } = [];

        public void Report(GeminiRetry value)
        {
            Seen.Add(value.Wait);
            cancel.Cancel();
        }
    }

    [Theory]
    [InlineData("gemini-3.8-flash", "LOW")]
    [InlineData("gemini-4-argon", "LOW")]
    [InlineData("gemini-2.5-flash", null)]
    public async Task Words_are_asked_for_with_little_thinking(string model, string? level)
    {
        await using var bench = await GeminiBench.StartAsync(new() { ["Gemini:Models:Text"] = model });
        bench.Server.Then(200, Yes);

        await bench.AskAsync(TestContext.Current.CancellationToken);

        var config = Assert.Single(bench.Server.Calls).Json.GetProperty("generationConfig");
        Assert.Equal(level, config.TryGetProperty("thinkingConfig", out var thinking) ? thinking.GetProperty("thinkingLevel").GetString() : null);
    }

    [Fact]
    public async Task Pictures_are_asked_for_without_a_word_on_thinking()
    {
        await using var bench = await GeminiBench.StartAsync();

        await bench.DrawAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("thinkingConfig", bench.Server.Calls.First().Body);
    }

    private static async Task Drip(HttpContext http)
    {
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync(" ");
            await http.Response.Body.FlushAsync();
            await Task.Delay(20);
        }
    }

    private static void AssertUnknown(GeminiBench bench, UsageOutcome outcome)
    {
        var row = Assert.Single(bench.Rows());
        Assert.Equal((outcome, CostState.Unknown, (decimal?)null), (row.Outcome, row.CostState, row.CostUsd));
        Assert.True(row.CostUsdMax > 0);
    }
}
