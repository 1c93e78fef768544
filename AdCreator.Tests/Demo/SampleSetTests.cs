using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Demo;

/// <summary>The set that a first start shows.</summary>
public sealed class SampleSetTests
{
    [Fact]
    public async Task The_sample_set_is_made_once_with_every_placement_decided_and_marked_as_demo()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var set = studio.App.Services.GetRequiredService<SampleSet>();
        Assert.Equal(PlacementSpecs.Images.Count, set.Placements.Count);
        set.Placements = [.. set.Placements.Take(3)];

        var first = await set.OrderAsync(Stop);
        await set.DecideAsync(first!, Stop);
        var second = await set.OrderAsync(Stop);

        Assert.Equal(first!.RunId, second!.RunId);
        var run = await studio.WaitAsync(first.RunId);
        Assert.Equal([Decision.Approved, Decision.Rejected, Decision.None], run.Ads.Select(a => a.Decision));
        Assert.True(run.IsDemo);
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        Assert.Equal(9, await context.AdFiles.CountAsync(Stop));
        await Eventually.TrueAsync(async () => await context.TokenUsage.AnyAsync(u => u.RunId == null, Stop));
        Assert.False(await context.TokenUsage.AnyAsync(u => !u.IsDemo, Stop));
    }

    [Fact]
    public async Task Where_people_have_begun_no_sample_set_is_made()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        await studio.MakeAsync(studio.Choices with { Variations = 1 });

        Assert.Null(await studio.App.Services.GetRequiredService<SampleSet>().OrderAsync(Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
