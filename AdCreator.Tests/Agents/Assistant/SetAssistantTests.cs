using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents.Assistant;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Agents.Assistant;

/// <summary>The assistant plans with prices, and only a click makes things happen.</summary>
public sealed class SetAssistantTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task More_ads_like_one_are_proposed_with_their_price_and_ordered_by_a_click(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(studio.Choices);

        var turn = await AskAsync(studio, run.Id, "make three more like ad 2, for winter");

        var answer = Assert.IsType<AssistantTurn.Answered>(turn);
        var proposal = Assert.IsType<AssistantProposal.NewSet>(Assert.Single(answer.Proposals));
        Assert.Equal(3, proposal.Choices.Variations);
        Assert.Contains("for winter", proposal.Choices.Wish, StringComparison.Ordinal);
        Assert.Contains(run.Ads[1].Hook!.Text, proposal.Choices.Wish, StringComparison.Ordinal);
        Assert.Equal((await studio.Runs.QuoteAsync(studio.Actor, proposal.Choices, Stop)).AtMostUsd, proposal.AtMostUsd);
        Assert.Equal(1, await RunsAsync(studio));
        Assert.True(await studio.CountCallsAsync(run.Id, UsageOperations.Assist) > 0);

        var key = NewId.Next(TimeProvider.System);
        var done = await Assistant(studio).DoAsync(studio.Actor, proposal, key, Stop);
        await Assistant(studio).DoAsync(studio.Actor, proposal, key, Stop);

        var made = await studio.WaitAsync(Assert.IsType<ProposalResult.NewSet>(done).RunId);
        Assert.Equal(3, made.Ads.Count);
        Assert.Equal(2, await RunsAsync(studio));
    }

    [Fact]
    public async Task Words_that_change_nothing_bring_no_proposal()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });

        var answer = Assert.IsType<AssistantTurn.Answered>(await AskAsync(studio, run.Id, "What can you do?"));

        Assert.Empty(answer.Proposals);
        Assert.NotEmpty(answer.Text);
        Assert.Equal(1, answer.Steps);
    }

    [Fact]
    public async Task D4_a_model_that_never_stops_calling_is_stopped_within_its_steps_and_its_money()
    {
        await using var server = await ProtocolServer.StartAsync((http, _) => ProtocolServer.ReplyAsync(http, 200, EndlessCall));
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var run = await AddRunAsync(studio);

        var answer = Assert.IsType<AssistantTurn.Answered>(await AskAsync(studio, run, "Go on forever"));

        Assert.InRange(answer.Steps, 2, SetAssistant.MaxSteps);
        Assert.Contains("I stop here", answer.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await studio.CountCallsAsync(run, UsageOperations.Assist) == answer.Steps);
        Assert.InRange(await studio.SumOfRowsAsync(run), 0, SetAssistant.MostUsd);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_a_set_of_another_organization_is_as_unknown_as_none(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });

        Assert.IsType<AssistantTurn.NotFound>(await Assistant(studio).AskAsync(await studio.ActorAsync("marketer@other.local"), run.Id, [], "more", Stop));
    }

    private const string EndlessCall =
        """
        {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"name":"list_ads","args":{}}}]},"finishReason":"STOP"}],
         "usageMetadata":{"promptTokenCount":900,"candidatesTokenCount":10,"totalTokenCount":910},"modelVersion":"gemini-3.8-flash","responseId":"r"}
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SetAssistant Assistant(DemoStudio studio) => studio.App.Services.GetRequiredService<SetAssistant>();

    private static Task<AssistantTurn> AskAsync(DemoStudio studio, Guid runId, string message) =>
        Assistant(studio).AskAsync(studio.Actor, runId, [], message, Stop);

    private static async Task<Guid> AddRunAsync(DemoStudio studio)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = new AdRun
        {
            Id = NewId.At(now), OrganizationId = studio.Actor.OrganizationId, PersonId = studio.Actor.PersonId, BrandId = studio.Choices.BrandId!.Value,
            ProductId = studio.Choices.ProductId!.Value, IdempotencyKey = NewId.At(now), CreatedAt = now,
            Brief = new Brief
            {
                BrandName = "Brand", BrandColor = "#1F4E5F", ProductName = "Product", ProductPictureBlobId = studio.PictureBlobId, Variations = 1, AspectRatio = "1:1",
            },
        };
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        context.AdRuns.Add(run);
        await context.SaveChangesAsync(Stop);
        return run.Id;
    }

    private static async Task<int> RunsAsync(DemoStudio studio)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        return await context.AdRuns.CountAsync(Stop);
    }
}
