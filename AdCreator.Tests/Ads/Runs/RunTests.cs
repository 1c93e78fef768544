using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;
using AdCreator.Core.Brands.Pictures;
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
    public async Task Chosen_hooks_make_their_number_of_ads_and_cost_no_more_than_was_quoted(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var hooks = Enumerable.Range(1, 3).Select(n => new HookChoice(new Hook($"Quiet line number {n}", "question", "calm", $"A table by window {n}") { Pattern = "imperative" }, IsChosen: n != 2));
        var choices = studio.Choices with { Hooks = [.. hooks], VariantsPerHook = 2, Variations = 1, Placements = ["google.pmax.1x1", "meta.feed.4x5"] };
        var quote = await studio.Runs.QuoteAsync(studio.Actor, choices, Stop);
        var written = await studio.Runs.QuoteAsync(studio.Actor, studio.Choices with { Variations = 4 }, Stop);

        var run = await studio.MakeAsync(choices);

        Assert.Equal([1, 2, 3, 4], run.Ads.Select(a => a.Number));
        Assert.All(run.Ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
        Assert.Equal(["Quiet line number 1", "Quiet line number 1", "Quiet line number 3", "Quiet line number 3"], Enumerable.Range(1, 4).Select(n => run.Brief.HookOf(n)!.Text));
        Assert.Equal(["meta.feed.4x5", "google.pmax.1x1"], run.Brief.Placements);
        Assert.True(quote.AtMostUsd < written.AtMostUsd, "The hooks stand already, so no call for them is quoted.");
        Assert.InRange(run.SpentUsd, 0.0001m, quote.AtMostUsd!.Value);
        Assert.Equal(0, await studio.CountCallsAsync(run.Id, "analyze_hook"));
    }

    [Fact]
    public async Task More_ads_than_a_set_may_have_are_refused_by_the_same_count_that_is_shown()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var hooks = Enumerable.Range(1, 13).Select(n => new HookChoice(new Hook($"Quiet line number {n}", "question", "calm", "A table"), IsChosen: true));

        var order = await studio.Runs.StartAsync(studio.Actor, studio.Choices with { Hooks = [.. hooks], VariantsPerHook = 2 }, NewId.Next(TimeProvider.System), Stop);

        Assert.Contains("13 hooks × 2 are 26 ads", Assert.Single(Assert.IsType<StartRunResult.Invalid>(order).Problems).Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_brief_takes_kit_running_claims_and_the_cut_out_and_locks_the_product_where_it_can(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var writer = studio.App.Services.GetRequiredService<BriefWriter>();
        await RemoveCutoutsAsync(studio);
        var refused = await writer.WriteAsync(studio.Actor, studio.Choices with { Mode = PictureMode.ProductLock }, 0, Stop);
        Assert.Equal("Mode", Assert.Single(Assert.IsType<BriefResult.Invalid>(refused).Problems).Field);
        var before = Assert.IsType<BriefResult.Written>(await writer.WriteAsync(studio.Actor, studio.Choices, 0, Stop)).Brief;
        Assert.Equal((PictureMode.Reimagine, null), (before.Mode, before.CutoutBlobId));
        await AddKitClaimsAndCutoutAsync(studio);
        Assert.IsType<BriefResult.Invalid>(await writer.WriteAsync(studio.Actor, studio.Choices with { Mode = PictureMode.ProductLock }, 0, Stop));
        await ConfirmCutoutAsync(studio);

        var brief = Assert.IsType<BriefResult.Written>(await writer.WriteAsync(studio.Actor, studio.Choices, 0, Stop)).Brief;

        Assert.Equal((PictureMode.ProductLock, studio.PictureBlobId), (brief.Mode, brief.CutoutBlobId));
        Assert.Equal(["cheap"], brief.Kit.WordsToAvoid);
        Assert.Equal(["Ends today", "Of the product", "Of the brand"], brief.Claims.Select(c => c.Text));
        var free = Assert.IsType<BriefResult.Written>(await writer.WriteAsync(studio.Actor, studio.Choices with { Mode = PictureMode.Reimagine }, 0, Stop)).Brief;
        Assert.Equal(PictureMode.Reimagine, free.Mode);
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

    /// <summary>What hooks written for each ad have cost: nothing, once they are taken from the brief.</summary>
    private static async Task AddKitClaimsAndCutoutAsync(DemoStudio studio)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (organization, brandId, productId) = (studio.Actor.OrganizationId, studio.Choices.BrandId!.Value, studio.Choices.ProductId!.Value);
        await using var context = studio.App.Database.Open(organization);
        await context.Claims.ExecuteDeleteAsync(Stop);
        var today = Offers.DayIn((await context.Organizations.SingleAsync(o => o.Id == organization, Stop)).TimeZone, now);
        (await context.Brands.SingleAsync(b => b.Id == brandId, Stop)).Kit = new BrandKit { WordsToAvoid = ["cheap"] };
        var other = await context.Products.Where(p => p.BrandId == brandId && p.Id != productId).Select(p => p.Id).FirstAsync(Stop);
        (string Text, Guid? Product, DateOnly? Ends)[] claims = [("Of the brand", null, null), ("Of the product", productId, today.AddDays(9)), ("Ends today", null, today), ("Ended", null, today.AddDays(-1)), ("Of another product", other, null)];
        foreach (var (text, product, ends) in claims)
        {
            context.Claims.Add(new Claim
            {
                Id = NewId.At(now), OrganizationId = organization, BrandId = brandId, ProductId = product, Kind = ClaimKind.Statement, Text = text, ExpiresOn = ends,
                CreatedByPersonId = studio.Actor.PersonId, CreatedAt = now,
            });
        }

        context.ProductPictures.Add(new ProductPicture
        {
            Id = NewId.At(now), OrganizationId = organization, ProductId = productId, BlobId = studio.PictureBlobId, CutoutBlobId = studio.PictureBlobId,
            State = CutoutState.PleaseCheck, CreatedAt = now,
        });
        await context.SaveChangesAsync(Stop);
    }

    private static async Task RemoveCutoutsAsync(DemoStudio studio)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        await context.ProductPictures.ExecuteDeleteAsync(Stop);
    }

    private static async Task ConfirmCutoutAsync(DemoStudio studio)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        (await context.ProductPictures.SingleAsync(Stop)).State = CutoutState.Confirmed;
        await context.SaveChangesAsync(Stop);
    }
}
