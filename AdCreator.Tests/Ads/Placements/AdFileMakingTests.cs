using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Imaging;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Placements;

/// <summary>Each version is rendered for the placements of its run, and each file is checked on its own.</summary>
public sealed class AdFileMakingTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_run_with_placements_makes_a_checked_file_for_each(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var wanted = PlacementSpecs.Presets.Single(p => p.Name == "Meta").PlacementIds;

        var ad = (await studio.MakeAsync(studio.Choices with { Variations = 1, Placements = wanted })).Ads[0];

        var files = await FilesAsync(studio, ad);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), files.Select(f => f.PlacementId));
        foreach (var file in files)
        {
            var placement = PlacementSpecs.Find(file.PlacementId)!;
            Assert.Equal((placement.Width, placement.Height), (file.Width, file.Height));
            Assert.DoesNotContain(file.Checks.Checks, c => c is { Check: "safe_zone" or "contrast" or "colors", State: not CheckState.Passed });
            var bytes = (await studio.App.Services.GetRequiredService<BlobStore>().ReadAsync(studio.Actor.OrganizationId, file.BlobId!.Value, Stop))!;
            Assert.Equal((placement.Width, placement.Height), PictureScaler.MeasureSides(bytes.Bytes));
            Assert.Equal(file.Sha256, bytes.Blob.Sha256);
        }
    }

    [Fact]
    public async Task An_edit_of_the_words_renders_every_placement_anew_and_an_older_version_brings_its_files_back()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1, Placements = [PlacementSpecs.Images[0].Id] });
        var before = Assert.Single(await FilesAsync(studio, run.Ads[0]));
        var editing = studio.App.Services.GetRequiredService<AdEditing>();

        await editing.EditTextAsync(studio.Actor, run.Ads[0].Id, new AdDesign { Headline = "Other words" }, Stop);
        var edited = (await studio.WaitAsync(run.Id)).Ads[0];
        var after = Assert.Single(await FilesAsync(studio, edited));
        await editing.RestoreAsync(studio.Actor, edited.Id, run.Ads[0].VersionId!.Value, Stop);
        var restored = (await studio.WaitAsync(run.Id)).Ads[0];

        Assert.NotEqual(before.Sha256, after.Sha256);
        Assert.Equal(before.Sha256, Assert.Single(await FilesAsync(studio, restored)).Sha256);
    }

    [Fact]
    public async Task The_ad_is_measured_before_the_reviewer_says_its_opinion()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var ad = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

        Assert.NotNull(ad.Checks);
        Assert.Contains("contrast: passed", ad.Checks.AsData(), StringComparison.Ordinal);
        Assert.NotNull(ad.Checks.PictureHash);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<IReadOnlyList<AdFile>> FilesAsync(DemoStudio studio, AdView ad) =>
        studio.App.Services.GetRequiredService<AdFiles>().ListAsync(studio.Actor, ad.Id, ad.VersionId!.Value, Stop);
}
