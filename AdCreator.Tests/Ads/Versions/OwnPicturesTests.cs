using System.Text;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using AdCreator.Tests.Gemini;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AdCreator.Tests.Ads.Versions;

/// <summary>A size whose crop would cut the product can be had with a picture of its own, for the price that was said.</summary>
public sealed class OwnPicturesTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Sizes_that_a_crop_would_cut_are_drawn_once_a_shape_for_no_more_than_was_said(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));
        var made = run.Ads[0];
        var before = await FilesAsync(studio, made);
        var offer = (await OwnPictures(studio).FindAsync(studio.Actor, made.Id, Stop))!;

        Assert.Equal(WideProduct.Cut, offer.Sizes.Select(s => s.PlacementId));
        Assert.Equal((2, made.VersionId), (offer.Pictures, (Guid?)offer.VersionId));
        Assert.IsType<EditResult.Accepted>(await Editing(studio).DrawShapesAsync(studio.Actor, made.Id, offer.VersionId, Stop));

        var ad = (await studio.WaitAsync(run.Id)).Ads[0];
        Assert.Equal((AdStage.Done, 2, null), (ad.Stage, ad.VersionNumber, ad.Problem));
        Assert.Equal((made.SceneBlobId, made.FinalBlobId, made.Review!.Summary), (ad.SceneBlobId, ad.FinalBlobId, ad.Review!.Summary));
        var files = await FilesAsync(studio, ad);
        Assert.Equal(WideProduct.Placements.Order(StringComparer.Ordinal), files.Select(f => f.PlacementId));
        Assert.All(files, f => Assert.NotNull(f.BlobId));
        Assert.Equal(before.Where(f => f.BlobId is not null).Select(f => f.Sha256), files.Where(f => f.SceneBlobId is null).Select(f => f.Sha256));
        var version = (await studio.App.Services.GetRequiredService<AdVersions>().ListAsync(studio.Actor, ad.Id, Stop))[0];
        Assert.Equal((VersionCause.ShapesDrawn, made.VersionId), (version.Cause, version.ParentId));
        Assert.Equal(["2:3", "9:16"], version.ShapeScenes.Select(s => s.AspectRatio).Order(StringComparer.Ordinal));
        foreach (var file in files.Where(f => WideProduct.Cut.Contains(f.PlacementId)))
        {
            // Each shape has its own measurement of the product, and the sizes of a shape share its picture.
            var placement = PlacementSpecs.Find(file.PlacementId)!;
            var scene = version.ShapeScenes.Single(s => s.AspectRatio == PictureShapes.ClosestTo(placement.Width, placement.Height));
            Assert.Equal(scene.SceneBlobId, file.SceneBlobId);
            Assert.Equal(scene.Fidelity, Assert.Single(file.Checks.Checks, c => c.Check == "fidelity"));
            Assert.Equal((placement.Width, placement.Height), (file.Width, file.Height));
        }

        Assert.Equal((3, 1), (await studio.CountCallsAsync(run.Id, UsageOperations.GenerateImage), await studio.CountCallsAsync(run.Id, UsageOperations.ReviewImage)));
        Assert.InRange(ad.CostUsd - made.CostUsd, 0.0001m, offer.AtMostUsd!.Value);
        var receipt = await studio.App.Services.GetRequiredService<AdReceipts>().ReadAsync(studio.Actor, ad.Id, Stop);
        Assert.Equal((await studio.SumOfRowsAsync(run.Id), ad.CostUsd), (receipt.TotalUsd, receipt.TotalUsd));
        Assert.Null(await OwnPictures(studio).FindAsync(studio.Actor, ad.Id, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Ordered_by_several_clicks_at_once_they_are_drawn_once_and_approved_stays_frozen(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));
        var made = run.Ads[0];
        var approvals = studio.App.Services.GetRequiredService<AdApprovals>();
        var approved = Assert.IsType<ApproveResult.Approved>(await approvals.ApproveAsync(studio.Actor, made.Id, made.VersionId, Stop));

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Editing(studio).DrawShapesAsync(studio.Actor, made.Id, made.VersionId!.Value, Stop)));
        var ad = (await studio.WaitAsync(run.Id)).Ads[0];
        var late = await Editing(studio).DrawShapesAsync(studio.Actor, made.Id, made.VersionId!.Value, Stop);

        Assert.All(results, r => Assert.IsType<EditResult.Accepted>(r));
        Assert.IsType<EditResult.Refused>(late);
        Assert.Equal((2, Decision.None), (ad.VersionNumber, ad.Decision));
        Assert.Equal(3, await studio.CountCallsAsync(run.Id, UsageOperations.GenerateImage));
        Assert.Equal(WideProduct.Cut, approved.LeftOut.Select(f => f.PlacementId).Order(StringComparer.Ordinal));
        Assert.Equal(["meta.feed.1x1"], (await FilesAsync(studio, made)).Where(f => f.BlobId is not null).Select(f => f.PlacementId));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Other_words_keep_them_another_picture_drops_them_and_an_older_version_brings_them_back(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));
        var id = run.Ads[0].Id;
        await Editing(studio).DrawShapesAsync(studio.Actor, id, run.Ads[0].VersionId!.Value, Stop);
        var drawn = (await studio.WaitAsync(run.Id)).Ads[0];
        var drawnFiles = await FilesAsync(studio, drawn);
        var scenes = ScenesOf(drawnFiles);

        await Editing(studio).EditTextAsync(studio.Actor, id, new AdDesign { Headline = "Other words" }, Stop);
        var edited = (await studio.WaitAsync(run.Id)).Ads[0];
        var editedFiles = await FilesAsync(studio, edited);
        await Editing(studio).RegenerateAsync(studio.Actor, id, Stop);
        var another = (await studio.WaitAsync(run.Id)).Ads[0];
        var anotherFiles = await FilesAsync(studio, another);
        await Editing(studio).RestoreAsync(studio.Actor, id, drawn.VersionId!.Value, Stop);
        await Editing(studio).EditTextAsync(studio.Actor, id, new AdDesign { Headline = "Words after that" }, Stop);
        var restored = (await studio.WaitAsync(run.Id)).Ads[0];

        Assert.Equal(scenes, ScenesOf(editedFiles));
        Assert.All(editedFiles, f => Assert.NotNull(f.BlobId));
        Assert.Empty(editedFiles.Select(f => f.Sha256).Intersect(drawnFiles.Select(f => f.Sha256)));
        Assert.Equal(WideProduct.Cut, anotherFiles.Where(f => f.Checks.NeedsOwnPicture).Select(f => f.PlacementId));
        Assert.Equal(6, restored.VersionNumber);
        Assert.Equal(scenes, ScenesOf(await FilesAsync(studio, restored)));
        Assert.Equal(4, await studio.CountCallsAsync(run.Id, UsageOperations.GenerateImage));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_no_limit_has_room_for_is_not_drawn_and_the_ad_says_so(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));
        var made = run.Ads[0];
        var spent = await studio.SumOfRowsAsync(run.Id);
        var admin = await studio.ActorAsync("admin@demo.local");
        Assert.Null(await studio.App.Services.GetRequiredService<BudgetService>()
            .SetLimitAsync(admin, BudgetScope.PersonDay, Guid.Empty, decimal.Ceiling(spent * 100) / 100, Stop));

        Assert.IsType<EditResult.Accepted>(await Editing(studio).DrawShapesAsync(studio.Actor, made.Id, made.VersionId!.Value, Stop));

        var ad = (await studio.WaitAsync(run.Id)).Ads[0];
        Assert.Equal((AdStage.Done, 1, AdProblem.OverBudget), (ad.Stage, ad.VersionNumber, ad.Problem!.Kind));
        Assert.Equal(spent, await studio.SumOfRowsAsync(run.Id));
        Assert.NotNull(await OwnPictures(studio).FindAsync(studio.Actor, made.Id, Stop));
    }

    [Fact]
    public async Task A_shape_that_is_refused_fails_alone_and_what_was_paid_for_is_kept()
    {
        var model = new DemoModel(Options.Create(new DemoOptions { LatencyMs = 0 }), TimeProvider.System);
        await using var server = await ProtocolServer.StartAsync(async (http, call) =>
        {
            var body = call.Body.Contains("\"2:3\"", StringComparison.Ordinal) ? call.Body.Replace("Shape: 2:3", "Shape: 2:3 [demo:blocked-picture]", StringComparison.Ordinal) : call.Body;
            var answer = await model.AnswerAsync("POST", call.Path, serverSentEvents: false, Encoding.UTF8.GetBytes(body), http.RequestAborted);
            http.Response.StatusCode = answer.StatusCode;
            http.Response.ContentType = answer.ContentType;
            await http.Response.Body.WriteAsync(answer.Frames.Single(), http.RequestAborted);
        });
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, server: server);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));

        await Editing(studio).DrawShapesAsync(studio.Actor, run.Ads[0].Id, run.Ads[0].VersionId!.Value, Stop);

        var ad = (await studio.WaitAsync(run.Id)).Ads[0];
        Assert.Equal((AdStage.Done, 2, "blocked"), (ad.Stage, ad.VersionNumber, ad.Problem!.Kind));
        Assert.Equal(["pinterest.standard.2x3"], (await OwnPictures(studio).FindAsync(studio.Actor, ad.Id, Stop))!.Sizes.Select(s => s.PlacementId));
        Assert.Equal(["meta.feed.1x1", "meta.story.9x16", "tiktok.carousel.9x16"], (await FilesAsync(studio, ad)).Where(f => f.BlobId is not null).Select(f => f.PlacementId));
    }

    [Fact]
    public async Task A_set_with_placed_products_and_a_stranger_are_offered_nothing()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var made = (await studio.MakeAsync(await WideProduct.ChoicesAsync(studio))).Ads[0];
        var other = await studio.ActorAsync("marketer@other.local");

        Assert.Null(await OwnPictures(studio).FindAsync(other, made.Id, Stop));
        Assert.IsType<EditResult.NotFound>(await Editing(studio).DrawShapesAsync(other, made.Id, made.VersionId!.Value, Stop));
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            var run = await context.AdRuns.SingleAsync(Stop);
            context.Entry(run).Property(r => r.Brief).CurrentValue = run.Brief with { Mode = PictureMode.ProductLock };
            await context.SaveChangesAsync(Stop);
        }

        Assert.Null(await OwnPictures(studio).FindAsync(studio.Actor, made.Id, Stop));
    }

    [Theory]
    [InlineData(1080, 1920, "9:16")]
    [InlineData(1000, 1500, "2:3")]
    [InlineData(1200, 628, "16:9")]
    [InlineData(728, 90, "21:9")]
    [InlineData(160, 600, "9:16")]
    [InlineData(300, 250, "5:4")]
    public void A_size_is_drawn_in_the_shape_that_loses_least(int width, int height, string expected) => Assert.Equal(expected, PictureShapes.ClosestTo(width, height));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AdEditing Editing(DemoStudio studio) => studio.App.Services.GetRequiredService<AdEditing>();

    private static OwnPictures OwnPictures(DemoStudio studio) => studio.App.Services.GetRequiredService<OwnPictures>();

    private static Task<IReadOnlyList<AdFile>> FilesAsync(DemoStudio studio, AdView ad) =>
        studio.App.Services.GetRequiredService<AdFiles>().ListAsync(studio.Actor, ad.Id, ad.VersionId!.Value, Stop);

    private static IEnumerable<(string, Guid?)> ScenesOf(IEnumerable<AdFile> files) => files.Select(f => (f.PlacementId, f.SceneBlobId));
}
