using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>Cancelling stops what has not started, waits for what has left, and holds.</summary>
public sealed class CancelTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_call_that_has_left_is_waited_for_and_its_answer_is_kept(DatabaseKind kind)
    {
        var gate = new TaskCompletionSource();
        await using var server = await ProtocolServer.StartAsync(async (http, _) =>
        {
            await gate.Task;
            await ProtocolServer.ReplyAsync(http, 200, TextAnswers.Of(TextAnswers.Hook));
        });
        await using var studio = await DemoStudio.OpenAsync(kind, server: server);
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });
        await Eventually.TrueAsync(() => Task.FromResult(server.Calls.Count == 1));

        Assert.True(await studio.Runs.CancelAsync(studio.Actor, id, Stop));
        await Task.Delay(500, Stop);
        Assert.Equal(AdStage.WritingHook, (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!.Ads[0].Stage);
        gate.SetResult();

        var ad = Assert.Single((await studio.WaitAsync(id)).Ads);
        Assert.Equal((AdStage.Cancelled, "Five quiet minutes"), (ad.Stage, ad.Hook?.Text));
        Assert.Equal(["succeeded"], await studio.OutcomesAsync(id, "analyze_hook"));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_cancel_that_only_the_row_tells_of_stops_the_next_stage()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ProtocolServer.StartAsync(async (http, _) =>
        {
            await gate.Task;
            await ProtocolServer.ReplyAsync(http, 200, TextAnswers.Of(TextAnswers.Hook));
        });
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });
        await Eventually.TrueAsync(() => Task.FromResult(server.Calls.Count == 1));
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            (await context.AdRuns.SingleAsync(r => r.Id == id, Stop)).CancelRequestedAt = TimeProvider.System.GetUtcNow();
            await context.SaveChangesAsync(Stop);
        }

        gate.SetResult();

        Assert.Equal(AdStage.Cancelled, Assert.Single((await studio.WaitAsync(id)).Ads).Stage);
        Assert.Equal(0, await studio.CountCallsAsync(id, "generate_image"));
    }

    [Fact]
    public async Task A_pause_between_two_tries_ends_with_the_cancel()
    {
        await using var server = await ProtocolServer.StartAsync((http, _) => ProtocolServer.ReplyAsync(http, 503, TextAnswers.Busy(50)));
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });
        await Eventually.TrueAsync(async () => (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!.Ads[0].Problem?.Kind == "retrying");

        await studio.Runs.CancelAsync(studio.Actor, id, Stop);

        var ad = Assert.Single((await studio.WaitAsync(id)).Ads);
        Assert.Equal((AdStage.Cancelled, null), (ad.Stage, ad.Problem));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task An_ad_that_was_put_off_says_that_it_goes_on_by_itself_and_is_cancelled_at_once()
    {
        await using var server = await ProtocolServer.StartAsync((http, _) => ProtocolServer.ReplyAsync(http, 503, TextAnswers.Busy(300)));
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });
        AdView? ad = null;
        await Eventually.TrueAsync(async () =>
        {
            ad = (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!.Ads[0];
            return ad is { Stage: AdStage.Queued, Attempt: 2 };
        });
        Assert.Matches("^Goes on by itself in about [23][0-9]{2} s\\.$", ad!.Problem!.Remedy);

        await studio.Runs.CancelAsync(studio.Actor, id, Stop);

        ad = (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!.Ads[0];
        Assert.Equal((AdStage.Cancelled, null), (ad.Stage, ad.Problem));
    }

    [Fact]
    public async Task Making_one_ad_again_lets_no_cancelled_ad_go_on()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ProtocolServer.StartAsync(async (http, call) =>
        {
            var isFirst = call.Body.Contains("Ad number: 1", StringComparison.Ordinal);
            await (isFirst ? Task.CompletedTask : gate.Task);
            await ProtocolServer.ReplyAsync(http, 200, isFirst ? TextAnswers.Blocked : TextAnswers.Of(TextAnswers.Hook));
        });
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var id = await studio.StartAsync(studio.Choices with { Variations = 2 });
        RunView? run = null;
        await Eventually.TrueAsync(async () =>
        {
            run = await studio.Gallery.FindRunAsync(studio.Actor, id, Stop);
            return run!.Ads[0].Stage == AdStage.Failed && server.Calls.Count == 2;
        });
        await studio.Runs.CancelAsync(studio.Actor, id, Stop);

        Assert.False(await studio.Runs.RetryAsync(studio.Actor, run!.Ads[0].Id, Stop));

        run = (await studio.Gallery.FindRunAsync(studio.Actor, id, Stop))!;
        Assert.NotNull(run.CancelRequestedAt);
        Assert.Contains("still ending", run.Ads[0].Problem!.Remedy, StringComparison.Ordinal);
        gate.SetResult();
        run = await studio.WaitAsync(id);
        Assert.Equal([AdStage.Failed, AdStage.Cancelled], run.Ads.Select(a => a.Stage));
        Assert.True(await studio.Runs.RetryAsync(studio.Actor, run.Ads[0].Id, Stop));
        run = await studio.WaitAsync(id);
        Assert.Equal(((DateTimeOffset?)null, AdStage.Cancelled), (run.CancelRequestedAt, run.Ads[1].Stage));
        Assert.Equal(0, await studio.CountCallsAsync(id, "generate_image"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
