using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>The program is killed (<c>kill -9</c>) in the middle of a run and started again on the same installation.</summary>
public sealed class KillTests
{
    private const int Ads = 6;

    /// <summary>At the kill: one ad done, two under review, three being drawn, each call known to the model's own ledger.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_killed_run_goes_on_makes_no_ad_twice_and_hides_no_call(DatabaseKind kind)
    {
        await using var model = await HoldingModel.StartAsync();
        model.Answered = (Pictures: 3, Reviews: 1);
        await using var desk = await OrderDesk.OpenAsync(kind, model.BaseUrl);
        OrderedRun run;
        List<Ad> killed;
        await using (var first = desk.StartProcess())
        {
            await first.WaitForAddressAsync();
            run = await desk.OrderAsync(Ads);
            await Eventually.TrueAsync(
                async () => model.Held == 5 && (await desk.AdsAsync(run)).Count(ad => ad.Stage == AdStage.Done) == 1,
                () => $"{model.Held} calls are held.\n{string.Join('\n', first.Lines)}");
            await first.KillAsync();
            killed = await desk.AdsAsync(run);
        }

        model.Answered = (int.MaxValue, int.MaxValue);
        await using var second = desk.StartProcess();
        var ads = await desk.EndOfRunAsync(run, second);

        Assert.Equal([AdStage.Drawing, AdStage.Drawing, AdStage.Drawing, AdStage.Reviewing, AdStage.Reviewing, AdStage.Done], killed.Select(ad => ad.Stage).Order());
        Assert.All(ads, ad => Assert.Equal(AdStage.Done, ad.Stage));
        Assert.Equal(Ads, ads.Select(ad => ad.FinalBlobId!.Value).Distinct().Count());
        Assert.All(killed.Where(ad => ad.SceneBlobId is not null), before =>
        {
            var after = ads.Single(ad => ad.Id == before.Id);
            Assert.Equal((before.SceneBlobId, before.FinalBlobId, before.Hook!.Text), (after.SceneBlobId, after.FinalBlobId, after.Hook!.Text));
        });
        Assert.Equal(Ads + 3, model.PictureCalls);
        Assert.Equal(Ads + 3, ads.Sum(ad => ad.PicturesRequested));
        await Eventually.TrueAsync(async () => (await desk.AttemptsAsync(run)).Count(a => !a.IsSettled) == 5);
        Assert.Equal(model.Calls, (await desk.AttemptsAsync(run)).Count);
        Assert.Empty((await desk.DriftAsync(run)).Findings);
    }

    /// <summary>Wherever it is hit: every ad ends, nobody pays for more pictures than the order said, and every call is known.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_run_that_is_killed_again_and_again_ends_within_its_budget(DatabaseKind kind)
    {
        await using var model = await HoldingModel.StartAsync();
        await using var desk = await OrderDesk.OpenAsync(kind, model.BaseUrl);
        OrderedRun? run = null;
        foreach (var calls in new[] { 3, 9, 15 })
        {
            await using var process = desk.StartProcess();
            await process.WaitForAddressAsync();
            run ??= await desk.OrderAsync(Ads);
            await Eventually.TrueAsync(() => Task.FromResult(model.Calls >= calls), () => $"{model.Calls} of {calls} calls.\n{string.Join('\n', process.Lines)}");
            await process.KillAsync();
        }

        await using var last = desk.StartProcess();
        var ads = await desk.EndOfRunAsync(run!, last);

        Assert.All(ads, ad => Assert.True(
            ad is { Stage: AdStage.Done, FinalBlobId: not null } or { Stage: AdStage.Failed, Problem.Kind: "interrupted" }, $"{ad.Number}: {ad.Stage} {ad.Problem}"));
        var finals = ads.Where(ad => ad.FinalBlobId is not null).Select(ad => ad.FinalBlobId!.Value).ToList();
        Assert.Equal(finals.Count, finals.Distinct().Count());
        var attempts = await desk.AttemptsAsync(run!);
        Assert.All(attempts.Where(a => a.Operation == UsageOperations.GenerateImage).GroupBy(a => a.AdId), pictures => Assert.InRange(pictures.Count(), 1, 2));
        Assert.InRange(attempts.Count, model.Calls, int.MaxValue);
        Assert.Empty((await desk.DriftAsync(run!)).Findings);
    }
}
