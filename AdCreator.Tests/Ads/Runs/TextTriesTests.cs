using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Tests.Gemini;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>A text step is billed no more answers than its quote counts, however they fail.</summary>
public sealed class TextTriesTests
{
    [Theory]
    [InlineData("", "", "no_image")]
    [InlineData("", "no hook", "unreadable")]
    [InlineData("no hook", "", "unreadable")]
    [InlineData("no hook", "no hook", "unreadable")]
    public async Task A_text_is_answered_no_more_often_than_the_quote_counts(string first, string second, string problem)
    {
        var answered = 0;
        await using var server = await ProtocolServer.StartAsync((http, _) =>
            ProtocolServer.ReplyAsync(http, 200, TextAnswers.Of(Interlocked.Increment(ref answered) % 2 == 1 ? first : second)));
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });

        var ad = Assert.Single(run.Ads);
        Assert.Equal((AdStage.Failed, problem), (ad.Stage, ad.Problem!.Kind));
        Assert.Equal(RunQuotes.TextTries, server.Calls.Count);
        Assert.Equal(RunQuotes.TextTries, await studio.CountCallsAsync(run.Id, "analyze_hook"));
        Assert.True(run.SpentUsd <= run.QuotedAtMostUsd);
    }
}
