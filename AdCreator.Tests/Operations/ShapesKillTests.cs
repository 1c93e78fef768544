using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Tests.Ads.Versions;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>The program is killed (<c>kill -9</c>) while sizes of a finished ad get pictures of their own.</summary>
public sealed class ShapesKillTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_killed_order_of_two_shapes_keeps_the_drawn_one_and_asks_again_for_the_lost_one(DatabaseKind kind)
    {
        await using var model = await HoldingModel.StartAsync();
        model.Answered = (Pictures: 2, Reviews: 1);
        await using var desk = await OrderDesk.OpenAsync(kind, model.BaseUrl);
        OrderedRun run;
        Ad made;
        Ad killed;
        await using (var first = desk.StartProcess())
        {
            await first.WaitForAddressAsync();
            run = await desk.OrderWideAsync();
            made = Assert.Single(await desk.EndOfRunAsync(run, first));
            Assert.IsType<EditResult.Accepted>(await desk.DrawShapesAsync(run, made));
            await Eventually.TrueAsync(() => Task.FromResult(model.Held == 1), () => string.Join('\n', first.Lines));
            await first.KillAsync();
            killed = Assert.Single(await desk.AdsAsync(run));
        }

        model.Answered = (int.MaxValue, int.MaxValue);
        await using var second = desk.StartProcess();
        var ad = Assert.Single(await desk.EndOfRunAsync(run, second));

        var kept = Assert.Single(killed.Revision!.ShapeScenes);
        Assert.Equal((AdStage.Done, 2, made.FinalBlobId, null), (ad.Stage, ad.VersionNumber, ad.FinalBlobId, ad.Problem));
        Assert.Equal(2, ad.ShapeScenes.Count);
        Assert.Contains(ad.ShapeScenes, s => s.SceneBlobId == kept.SceneBlobId);
        var files = (await desk.FilesAsync(run)).Where(f => f.VersionId == ad.VersionId).ToList();
        Assert.Equal(WideProduct.Placements.Order(StringComparer.Ordinal), files.Select(f => f.PlacementId).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.NotNull(f.BlobId));
        Assert.Equal(4, model.PictureCalls);
        await Eventually.TrueAsync(async () => (await desk.AttemptsAsync(run)).Count(a => !a.IsSettled) == 1);
        Assert.Equal(model.Calls, (await desk.AttemptsAsync(run)).Count);
        Assert.Empty((await desk.DriftAsync(run)).Findings);
    }
}
