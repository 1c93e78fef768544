using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>An order under limits: refused as a whole before anything is spent, and stopped ad by ad where the limit came later.</summary>
public sealed class RunBudgetTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_that_does_not_fit_is_refused_and_the_number_of_ads_that_fits_can_be_ordered(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var one = (await studio.Runs.QuoteAsync(studio.Actor, studio.Choices with { Variations = 1 }, Stop)).AtMostUsd!.Value;
        await LimitAsync(studio, BudgetScope.OrganizationMonth, decimal.Ceiling(2 * one * 100) / 100);

        var refused = await studio.Runs.StartAsync(studio.Actor, studio.Choices with { Variations = 4 }, NewId.Next(TimeProvider.System), Stop);

        var quote = Assert.IsType<StartRunResult.OverBudget>(refused).Quote;
        Assert.Equal((true, 2, 4 * one), (quote.IsOverBudget, quote.AdsThatFit!.Value, quote.AtMostUsd!.Value));
        var run = await studio.MakeAsync(studio.Choices with { Variations = quote.AdsThatFit.Value });
        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
        var left = (await studio.App.Services.GetRequiredService<BudgetReader>().ReadAsync(studio.Actor, null, isDemo: true, Stop)).Single();
        Assert.Equal((await studio.SumOfRowsAsync(run.Id), 0m), (left.SettledUsd, left.HeldUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_limit_that_is_reached_within_a_set_stops_its_ads_with_their_reason_and_more_lets_them_go_on(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var first = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var spent = await studio.SumOfRowsAsync(first.Id);
        await LimitAsync(studio, BudgetScope.PersonDay, decimal.Ceiling(spent * 100) / 100);
        var actor = studio.Actor;
        await ForgetAsync(studio, first.Ads[0].Id);

        await studio.Runs.RetryAsync(actor, first.Ads[0].Id, Stop);
        var stopped = (await studio.WaitAsync(first.Id)).Ads[0];

        Assert.Equal((AdStage.Failed, AdProblem.OverBudget), (stopped.Stage, stopped.Problem!.Kind));
        Assert.Equal(BudgetScope.PersonDay, stopped.Problem.Limit!.Scope);
        Assert.Contains("Nothing was sent", stopped.Problem.Explanation, StringComparison.Ordinal);
        Assert.Equal(spent, await studio.SumOfRowsAsync(first.Id));

        await using (var context = studio.App.Database.Open(actor.OrganizationId))
        {
            await context.SpendingLimits.ExecuteDeleteAsync(Stop);
        }

        await studio.Runs.RetryAsync(actor, first.Ads[0].Id, Stop);
        Assert.Equal(AdStage.Done, (await studio.WaitAsync(first.Id)).Ads[0].Stage);
    }

    /// <summary>As if the ad had failed with nothing made.</summary>
    private static async Task ForgetAsync(DemoStudio studio, Guid adId)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        var ad = await context.Ads.SingleAsync(a => a.Id == adId, Stop);
        (ad.Stage, ad.Hook, ad.SceneBlobId, ad.FinalBlobId, ad.Review) = (AdStage.Failed, null, null, null, null);
        await context.SaveChangesAsync(Stop);
    }

    private static async Task LimitAsync(DemoStudio studio, BudgetScope scope, decimal usd)
    {
        var admin = await studio.ActorAsync("admin@demo.local");
        Assert.Null(await studio.App.Services.GetRequiredService<BudgetService>().SetLimitAsync(admin, scope, Guid.Empty, usd, Stop));
    }
}
