using System.Text.Json;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Hooks;

/// <summary>Hooks before ads: one metered call, kept in the draft whatever becomes of the page.</summary>
public sealed class HookWriterTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_double_click_writes_once_and_everybody_gets_the_hooks(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind, latencyMs: 300);
        var quote = (await Writer(studio).QuoteAsync(studio.Actor, studio.Choices, 8, Stop))!;

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Writer(studio).WriteAsync(studio.Actor, studio.Choices, 8, Stop)));

        Assert.All(results, r => Assert.Equal(8, Assert.IsType<HookBatchResult.Written>(r).Added));
        var call = Assert.Single(await CallsAsync(studio, 1));
        Assert.Equal((UsageOperations.AnalyzeHook, studio.Choices.BrandId, null), (call.Operation, call.BrandId, call.RunId));
        Assert.InRange(call.CostUsd!.Value, 0.00001m, quote.AtMostUsd!.Value);
        var draft = (await Drafts(studio).LoadAsync(studio.Actor, Stop))!;
        Assert.Equal(8, draft.Hooks.Count(h => h.IsChosen));
        Assert.Equal(HookSpreadOf(draft), HookSpreadOf(draft).Distinct());
        Assert.Null(Writer(studio).UnderWay(studio.Actor));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_that_is_left_in_the_middle_loses_no_hook_and_its_last_draft_overwrites_none(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind, latencyMs: 300);
        await Drafts(studio).SaveAsync(studio.Actor, studio.Choices, Stop);
        using var page = new CancellationTokenSource();
        var writing = Writer(studio).WriteAsync(studio.Actor, studio.Choices, 4, page.Token);
        var batch = Writer(studio).UnderWay(studio.Actor);
        await page.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await batch!;

        // The lost circuit stores what it knew, and that was nothing of the hooks.
        await Drafts(studio).SaveAsync(studio.Actor, studio.Choices with { Wish = "warm" }, Stop);

        var draft = (await Drafts(studio).LoadAsync(studio.Actor, Stop))!;
        Assert.Equal(("warm", 4, 1), (draft.Wish, draft.Hooks.Count, draft.HookBatches));

        // Who has seen them may remove them.
        await Drafts(studio).SaveAsync(studio.Actor, draft with { Hooks = [] }, Stop);
        Assert.Empty((await Drafts(studio).LoadAsync(studio.Actor, Stop))!.Hooks);
    }

    [Fact]
    public async Task Hooks_that_were_paid_for_stay_when_the_next_batch_fails()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var first = Assert.IsType<HookBatchResult.Written>(await Writer(studio).WriteAsync(studio.Actor, studio.Choices, 4, Stop));

        var second = await Writer(studio).WriteAsync(studio.Actor, first.Draft with { Wish = "[demo:blocked]" }, 4, Stop);

        var problem = Assert.IsType<HookBatchResult.Stopped>(second).Problem;
        Assert.Equal("blocked", problem.Kind);
        Assert.StartsWith("Say it in softer words", problem.Remedy, StringComparison.Ordinal);
        var third = Assert.IsType<HookBatchResult.Written>(await Writer(studio).WriteAsync(studio.Actor, first.Draft, 4, Stop));
        Assert.Equal(8, third.Draft.Hooks.Count);
        Assert.Equal(first.Draft.Hooks, third.Draft.Hooks.Take(4));
        Assert.Equal(8, third.Draft.Hooks.Select(h => h.Hook.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(8, HookSpreadOf(third.Draft).Distinct().Count());
    }

    [Theory]
    [InlineData("no json", "unreadable")]
    [InlineData("", "no_image")]
    [InlineData("""{"hooks":[]}""", "unreadable")]
    public async Task What_a_model_answers_instead_is_told_and_costs_no_more_than_was_quoted(string answer, string kind)
    {
        await using var server = await ProtocolServer.StartAsync((http, _) => ProtocolServer.ReplyAsync(http, 200, TextAnswers.Of(answer)));
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var quote = (await Writer(studio).QuoteAsync(studio.Actor, studio.Choices, 12, Stop))!;

        var result = await Writer(studio).WriteAsync(studio.Actor, studio.Choices, 12, Stop);

        Assert.Equal(kind, Assert.IsType<HookBatchResult.Stopped>(result).Problem.Kind);
        var calls = await CallsAsync(studio, 2);
        Assert.Equal(2, calls.Count);
        Assert.True(calls.Sum(c => c.CostUsd) <= quote.AtMostUsd);
        Assert.Null(await Drafts(studio).LoadAsync(studio.Actor, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Over_budget_is_a_value_with_the_limits_name_and_its_reset(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        await LimitAsync(studio, 0.01m);

        Assert.True((await Writer(studio).QuoteAsync(studio.Actor, studio.Choices, 8, Stop))!.IsOverBudget);
        var result = await Writer(studio).WriteAsync(studio.Actor, studio.Choices, 8, Stop);

        var problem = Assert.IsType<HookBatchResult.Stopped>(result).Problem;
        Assert.Equal((AdProblem.OverBudget, BudgetScope.PersonDay), (problem.Kind, problem.Limit!.Scope));
        Assert.NotNull(problem.Limit.ResetsAt);
        Assert.Contains("your daily limit", problem.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incomplete_brief_is_told_and_has_no_price()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var choices = studio.Choices with { ProductId = null };

        Assert.Null(await Writer(studio).QuoteAsync(studio.Actor, choices, 8, Stop));
        var invalid = Assert.IsType<HookBatchResult.Invalid>(await Writer(studio).WriteAsync(studio.Actor, choices, 8, Stop));

        Assert.Equal("Product", Assert.Single(invalid.Problems).Field);
    }

    [Fact]
    public async Task A_stranger_gets_nothing()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var stranger = studio.Actor with { PersonId = NewId.Next(TimeProvider.System) };

        await Assert.ThrowsAsync<AccessDeniedException>(() => Writer(studio).WriteAsync(stranger, studio.Choices, 8, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Writer(studio).QuoteAsync(stranger, studio.Choices, 8, Stop));
    }

    private static HookWriter Writer(DemoStudio studio) => studio.App.Services.GetRequiredService<HookWriter>();

    private static BriefDrafts Drafts(DemoStudio studio) => studio.App.Services.GetRequiredService<BriefDrafts>();

    private static List<HookMix> HookSpreadOf(BriefChoices draft) => [.. draft.Hooks.Select(h => new HookMix(h.Hook.Type, h.Hook.Emotion, h.Hook.Pattern))];

    private static async Task LimitAsync(DemoStudio studio, decimal usd)
    {
        var admin = await studio.ActorAsync("admin@demo.local");
        Assert.Null(await studio.App.Services.GetRequiredService<BudgetService>().SetLimitAsync(admin, BudgetScope.PersonDay, Guid.Empty, usd, Stop));
    }

    private static async Task<List<UsageRecord>> CallsAsync(DemoStudio studio, int least)
    {
        List<UsageRecord> calls = [];
        await Eventually.TrueAsync(async () =>
        {
            await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
            calls = await context.TokenUsage.AsNoTracking().Where(u => u.RunId == null && u.CreatedAt > DateTimeOffset.UnixEpoch).ToListAsync(Stop);
            return calls.Count >= least && !await context.UsageReservations.AnyAsync(Stop);
        });
        return calls;
    }
}
