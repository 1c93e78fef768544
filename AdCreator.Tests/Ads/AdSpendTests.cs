using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads;

/// <summary>Receipts and parts add up to the organization's total, to the last digit.</summary>
public sealed class AdSpendTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Receipts_and_what_is_for_no_ad_add_up_to_the_total_and_the_approved_ad_bears_it_all(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var admin = await studio.ActorAsync("admin@demo.local");
        var run = await studio.MakeAsync(studio.Choices with { Variations = 3, ReferenceBlobId = studio.PictureBlobId });
        await studio.App.Services.GetRequiredService<AdDecisions>().ApproveAsync(studio.Actor, run.Ads[0].Id, Stop);
        await studio.App.Services.GetRequiredService<AdDecisions>().RejectAsync(studio.Actor, run.Ads[1].Id, "Off brand", Stop);

        var report = await studio.App.Services.GetRequiredService<AdSpend>().ReadAsync(admin, UsageFilter.Default, Stop);
        var receipts = studio.App.Services.GetRequiredService<AdReceipts>();
        var ads = await AdIdsAsync(studio);
        var sums = new Dictionary<Guid, decimal>();
        foreach (var ad in ads)
        {
            sums[ad] = (await receipts.ReadAsync(studio.Actor, ad, Stop)).TotalUsd;
        }

        var total = (await studio.App.Services.GetRequiredService<UsageQueries>().ReadTotalsAsync(admin, UsageFilter.Default, Stop)).CostUsd;
        var forNoAd = report.Parts.Single(p => p.Fate == AdFate.NotForAnAd);
        Assert.InRange(forNoAd.CostUsd, 0.0000000001m, total);
        Assert.Equal(total, sums.Values.Sum() + forNoAd.CostUsd);
        Assert.Equal(total, report.TotalUsd);
        Assert.Equal(sums[run.Ads[0].Id], report.Parts.Single(p => p.Fate == AdFate.Approved).CostUsd);
        Assert.Equal((1, total), (report.ApprovedAds, report.PerApprovedAdUsd!.Value));
        var set = Assert.Single(report.DearestSets);
        Assert.Equal((run.Id, run.Brief.ProductName, total), (set.RunId, set.ProductName, set.CostUsd));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_receipt_lists_every_attempt_and_is_empty_for_another_organizations_ad(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        var receipts = studio.App.Services.GetRequiredService<AdReceipts>();

        var receipt = await receipts.ReadAsync(studio.Actor, run.Ads[0].Id, Stop);

        Assert.Equal(
            [UsageOperations.AnalyzeHook, UsageOperations.GenerateImage, UsageOperations.ReviewImage], receipt.Lines.Select(l => l.Operation));
        Assert.Equal(run.Ads[0].CostUsd, receipt.TotalUsd);
        Assert.Empty((await receipts.ReadAsync(await studio.ActorAsync("marketer@other.local"), run.Ads[0].Id, Stop)).Lines);
    }

    private static async Task<List<Guid>> AdIdsAsync(DemoStudio studio)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        return await context.Ads.Select(a => a.Id).ToListAsync(Stop);
    }
}
