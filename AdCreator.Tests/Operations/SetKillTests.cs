using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>The largest set a person can order, with sizes of two platforms, killed (<c>kill -9</c>) in the middle.</summary>
public sealed class SetKillTests
{
    private const int Hooks = 12;
    private const int OfEach = 2;
    private const int Ads = Hooks * OfEach;
    private const int AtOnce = 12;

    private static readonly string[] Placements = ["meta.feed.4x5", "google.pmax.1x1"];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_killed_set_of_24_ends_with_the_same_ads_each_size_once_and_every_lost_call_shown(DatabaseKind kind)
    {
        await using var model = await HoldingModel.StartAsync();
        model.Answered = (Pictures: 14, Reviews: 9);
        await using var desk = await OrderDesk.OpenAsync(kind, model.BaseUrl);
        OrderedRun run;
        List<Ad> killed;
        List<AdFile> filesBefore;
        int lost;
        await using (var first = desk.StartProcess())
        {
            await first.WaitForAddressAsync();
            run = await desk.OrderAsync(Hooks, OfEach, Placements);
            await Eventually.TrueAsync(
                async () => model.Held == AtOnce && (await desk.AdsAsync(run)).Count(ad => ad.Stage == AdStage.Done) == 9,
                () => $"{model.Held} calls are held.\n{string.Join('\n', first.Lines)}");
            await first.KillAsync();
            (killed, filesBefore, lost) = (await desk.AdsAsync(run), await desk.FilesAsync(run), model.Held);
        }

        model.Answered = (int.MaxValue, int.MaxValue);
        await using var second = desk.StartProcess();
        var ads = await desk.EndOfRunAsync(run, second);
        var files = await desk.FilesAsync(run);

        Assert.Equal(Ads, ads.Count(ad => ad.Stage == AdStage.Done));
        Assert.Equal(Ads, ads.Select(ad => ad.FinalBlobId!.Value).Distinct().Count());
        Assert.All(killed, before =>
        {
            var after = ads.Single(ad => ad.Id == before.Id);
            Assert.Equal((before.Number, before.Hook?.Text ?? after.Hook!.Text), (after.Number, after.Hook!.Text));
            Assert.Equal(before.SceneBlobId ?? after.SceneBlobId, after.SceneBlobId);
            if (before.Stage == AdStage.Done)
            {
                Assert.Equal((before.VersionId, before.FinalBlobId), (after.VersionId, after.FinalBlobId));
            }
        });
        Assert.Equal(
            ads.SelectMany(ad => Placements.Select(placement => (ad.VersionId!.Value, placement))).Order(),
            files.Select(f => (f.VersionId, f.PlacementId)).Order());
        Assert.All(filesBefore, before => Assert.Equal(before.Sha256, files.Single(f => f.Id == before.Id).Sha256));

        // What was lost with the process is asked for again, and stands in the ads' own accounts.
        Assert.Equal(AtOnce, lost);
        Assert.Equal(model.PictureCalls, ads.Sum(ad => ad.PicturesRequested));
        Assert.InRange(model.PictureCalls, Ads, Ads + lost);
        await Eventually.TrueAsync(async () => (await desk.AttemptsAsync(run)).Count(a => !a.IsSettled) == lost);
        Assert.Equal(model.Calls, (await desk.AttemptsAsync(run)).Count);
        Assert.Empty((await desk.DriftAsync(run)).Findings);
    }
}
