using AdCreator.Core.Gemini;
using Microsoft.Extensions.AI;
using Xunit;

// The interface is marked as experimental (MEAI001).
#pragma warning disable MEAI001

namespace AdCreator.Tests.Gemini;

public sealed class GeminiImageGeneratorTests
{
    private const string Picture = """{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1120,"thoughtsTokenCount":213,"totalTokenCount":1343,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]}}""";
    private const string Withheld = """{"candidates":[{"finishReason":"IMAGE_SAFETY"}],"usageMetadata":{"promptTokenCount":10}}""";

    [Fact]
    public async Task Pictures_of_several_calls_come_together_with_the_sum_of_their_usage()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var generator = new GeminiImageGenerator(bench.Service);
        bench.Server.Then(200, Picture).Then(200, Picture);
        var options = new ImageGenerationOptions { Count = 2, AdditionalProperties = new() { [GeminiImageGenerator.AspectRatioKey] = "4:5", [GeminiImageGenerator.SizeKey] = "2K" } };

        var response = await generator.GenerateAsync(new ImageGenerationRequest("An ad"), options, TestContext.Current.CancellationToken);

        Assert.Equal(["image/png", "image/png"], response.Contents.Cast<DataContent>().Select(c => c.MediaType));
        Assert.Equal((20L, 2666L, 2240L), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.AdditionalCounts!["OutputImageTokenCount"]));
        var shape = bench.Server.Calls.First().Json.GetProperty("generationConfig").GetProperty("imageConfig");
        Assert.Equal(("4:5", "2K"), (shape.GetProperty("aspectRatio").GetString(), shape.GetProperty("imageSize").GetString()));
    }

    [Fact]
    public async Task Pictures_made_before_a_failure_are_kept_and_the_failure_is_told()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var generator = new GeminiImageGenerator(bench.Service);
        bench.Server.Then(200, Picture).Then(200, Withheld);

        var response = await generator.GenerateAsync(new ImageGenerationRequest("An ad"), new ImageGenerationOptions { Count = 3 }, TestContext.Current.CancellationToken);

        Assert.Single(response.Contents.OfType<DataContent>());
        var error = Assert.IsType<ErrorContent>(response.Contents[^1]);
        Assert.Equal("Blocked", error.ErrorCode);
        Assert.Contains("safety rules", error.Message);
        Assert.Equal(1333, response.Usage!.OutputTokenCount);
        Assert.Equal(2, bench.Server.Calls.Count);
    }

    [Fact]
    public async Task Failure_before_the_first_picture_is_thrown()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var generator = new GeminiImageGenerator(bench.Service);
        bench.Server.Then(200, Withheld);

        var thrown = await Assert.ThrowsAsync<GeminiOutcomeException>(() => generator.GenerateAsync(new ImageGenerationRequest("An ad"), null, TestContext.Current.CancellationToken));

        Assert.Equal("IMAGE_SAFETY", Assert.IsType<GeminiResult<string>.Blocked>(thrown.Result).Reason);
    }

    [Fact]
    public async Task Cancelling_between_two_pictures_throws_and_leaves_both_calls_metered()
    {
        await using var bench = await GeminiBench.StartAsync();
        using var generator = new GeminiImageGenerator(bench.Service);
        using var cancel = new CancellationTokenSource();
        bench.Server.Then(200, Picture).Then(_ => cancel.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(new ImageGenerationRequest("An ad"), new ImageGenerationOptions { Count = 2 }, cancel.Token));

        Assert.Equal(2, bench.Rows().Count);
    }
}
