using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>Runs from order to finished ads, in the real app with the demo model, on both databases.</summary>
public sealed class RunTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_run_makes_every_ad_and_costs_no_more_than_was_quoted(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var choices = studio.Choices with { Variations = 3 };
        var quote = await studio.Runs.QuoteAsync(studio.Actor, choices, Stop);

        var run = await studio.MakeAsync(choices);

        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
        Assert.All(run.Ads, ad => Assert.NotNull(ad.FinalBlobId));
        Assert.All(run.Ads, ad => Assert.Equal(ReviewState.Completed, ad.Review!.State));
        Assert.Equal(3, run.Ads.Select(ad => ad.Hook!.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.InRange(run.SpentUsd, 0.0001m, quote.AtMostUsd!.Value);
        Assert.Equal(run.SpentUsd, run.Ads.Sum(ad => ad.CostUsd));
        Assert.Equal(run.SpentUsd, await studio.SumOfRowsAsync(run.Id));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_same_key_orders_once_however_often_it_is_sent(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var key = NewId.Next(TimeProvider.System);

        var orders = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => studio.Runs.StartAsync(studio.Actor, studio.Choices, key, Stop)));

        Assert.Single(orders.Cast<StartRunResult.Started>().Select(o => o.RunId).Distinct());
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        Assert.Equal(1, await context.AdRuns.CountAsync(Stop));
        await studio.WaitAsync(((StartRunResult.Started)orders[0]).RunId);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reference_ad_is_understood_once_for_the_whole_run(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);

        var run = await studio.MakeAsync(studio.Choices with { ReferenceBlobId = studio.PictureBlobId });

        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
        Assert.Equal(1, await studio.CountCallsAsync(run.Id, "analyze_image"));
        Assert.Equal(run.SpentUsd, await studio.SumOfRowsAsync(run.Id));
    }

    [Fact]
    public async Task A_blocked_ad_says_why_and_what_to_do_and_its_row_is_blocked()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 1, Wish = "[demo:blocked-picture]" });

        var ad = Assert.Single(run.Ads);
        Assert.Equal(AdStage.Failed, ad.Stage);
        Assert.Equal("blocked", ad.Problem!.Kind);
        Assert.StartsWith("Order a new set with softer words", ad.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal(["blocked"], await studio.OutcomesAsync(run.Id, "generate_image"));
    }

    [Fact]
    public async Task A_picture_that_did_not_come_is_asked_for_once_more_and_both_calls_are_metered()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 1, Wish = "[demo:no-image]" });

        Assert.Equal("no_image", Assert.Single(run.Ads).Problem!.Kind);
        Assert.Equal(["no_image", "no_image"], await studio.OutcomesAsync(run.Id, "generate_image"));
    }

    [Fact]
    public async Task A_review_that_cannot_be_read_is_a_state_of_its_own_and_never_a_pass()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 1, Wish = "[demo:bad-review]" });

        var ad = Assert.Single(run.Ads);
        Assert.Equal(AdStage.Done, ad.Stage);
        Assert.Equal(ReviewState.Failed, ad.Review!.State);
        Assert.Null(ad.Review.Verdict);
    }

    [Fact]
    public async Task A_failed_ad_can_be_made_again_alone()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var failed = await studio.MakeAsync(studio.Choices with { Variations = 2, Wish = "[demo:blocked-picture]" });

        Assert.True(await studio.Runs.RetryAsync(studio.Actor, failed.Ads[0].Id, Stop));

        var run = await studio.WaitAsync(failed.Id);
        Assert.Equal(2, run.Ads[0].Attempt);
        Assert.Equal(1, run.Ads[1].Attempt);
    }

    [Fact]
    public async Task An_ad_without_a_price_is_made_anew_by_admins_only()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, imageModel: "gemini-of-unknown-price");
        var admin = await studio.ActorAsync("admin@demo.local");
        var choices = studio.Choices with { Variations = 1 };
        Assert.IsType<StartRunResult.Refused>(await studio.Runs.StartAsync(studio.Actor, choices, NewId.Next(TimeProvider.System), Stop));
        var order = await studio.Runs.StartAsync(admin, choices, NewId.Next(TimeProvider.System), Stop);
        var failed = await studio.WaitAsync(Assert.IsType<StartRunResult.Started>(order).RunId);
        Assert.Equal(AdStage.Failed, failed.Ads[0].Stage);

        Assert.False(await studio.Runs.RetryAsync(studio.Actor, failed.Ads[0].Id, Stop));

        var refused = (await studio.Gallery.FindRunAsync(studio.Actor, failed.Id, Stop))!.Ads[0];
        Assert.Equal((AdStage.Failed, 1), (refused.Stage, refused.Attempt));
        Assert.Contains("has no price", refused.Problem!.Remedy, StringComparison.Ordinal);
        Assert.True(await studio.Runs.RetryAsync(admin, refused.Id, Stop));
        await studio.WaitAsync(failed.Id);
    }

    [Fact]
    public async Task A_cancelled_run_ends_every_ad_and_hides_no_call()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, latencyMs: 3000);
        var id = await studio.StartAsync(studio.Choices with { Variations = 4 });

        Assert.True(await studio.Runs.CancelAsync(studio.Actor, id, Stop));

        var run = await studio.WaitAsync(id);
        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Cancelled, ad.Stage));
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        await Eventually.TrueAsync(async () => !await context.UsageReservations.AnyAsync(Stop));
    }

    [Fact]
    public async Task A_run_that_lost_its_jobs_is_handed_out_again_from_its_rows()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var id = await studio.StartAsync(studio.Choices with { Variations = 1 });
        await studio.WaitAsync(id);
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            var ad = await context.Ads.SingleAsync(a => a.RunId == id, Stop);
            (ad.Stage, ad.FinalBlobId, ad.Review) = (AdStage.AddingText, null, null);
            await context.SaveChangesAsync(Stop);
        }

        var run = await studio.WaitAsync(id);

        Assert.Equal(AdStage.Done, Assert.Single(run.Ads).Stage);
        Assert.Equal(1, await studio.CountCallsAsync(id, "generate_image"));
    }

    [Fact]
    public async Task F5_an_ad_under_way_when_the_app_stops_is_finished_after_the_next_start()
    {
        using var folder = new TestFolder();
        Guid id;
        await using (var before = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, latencyMs: 5000, folder.Path))
        {
            id = await before.StartAsync(before.Choices);
            await using var context = before.App.Database.Open(before.Actor.OrganizationId);
            await Eventually.TrueAsync(async () => await context.UsageReservations.CountAsync(r => r.RunId == id, Stop) == 2);
        }

        await using var after = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, folder: folder.Path);

        await using var rows = after.App.Database.Open(after.Actor.OrganizationId);
        await Eventually.TrueAsync(async () => !await rows.Ads.AnyAsync(a => a.RunId == id && !AdStages.Ended.Contains(a.Stage), Stop));
        Assert.Equal([AdStage.Done, AdStage.Done], await rows.Ads.Where(a => a.RunId == id).Select(a => a.Stage).ToListAsync(Stop));
    }

    [Fact]
    public async Task Another_organization_finds_and_changes_nothing()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var stranger = await studio.ActorAsync("marketer@other.local");
        var decisions = studio.App.Services.GetRequiredService<AdDecisions>();

        Assert.Null(await studio.Gallery.FindRunAsync(stranger, run.Id, Stop));
        Assert.False(await studio.Runs.CancelAsync(stranger, run.Id, Stop));
        Assert.False(await decisions.ApproveAsync(stranger, run.Ads[0].Id, Stop));
        Assert.IsType<StartRunResult.Invalid>(await studio.Runs.StartAsync(stranger, studio.Choices, NewId.Next(TimeProvider.System), Stop));
    }

    [Fact]
    public async Task A_brief_with_gaps_names_each_field()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var choices = new BriefChoices { Variations = 13, AspectRatio = "2:1", Wish = new string('x', 2001) };

        var result = await studio.Runs.StartAsync(studio.Actor, choices, NewId.Next(TimeProvider.System), Stop);

        var fields = Assert.IsType<StartRunResult.Invalid>(result).Problems.Select(p => p.Field);
        Assert.Equal(["Brand", "Variations", "AspectRatio", "Wish"], fields);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
