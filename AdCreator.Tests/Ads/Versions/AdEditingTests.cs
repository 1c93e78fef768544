using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Versions;

/// <summary>Changing a finished ad makes a version; what stood before stays.</summary>
public sealed class AdEditingTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_edit_of_the_words_costs_nothing_and_keeps_the_picture(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];
        await studio.App.Services.GetRequiredService<AdDecisions>().ApproveAsync(studio.Actor, made.Id, Stop);

        Assert.IsType<EditResult.Accepted>(await Editing(studio).EditTextAsync(studio.Actor, made.Id, new AdDesign { Headline = "Slow mornings start here" }, Stop));

        var ad = (await studio.WaitAsync(await RunOfAsync(studio, made.Id))).Ads[0];
        Assert.Equal((AdStage.Done, 2, Decision.None), (ad.Stage, ad.VersionNumber, ad.Decision));
        Assert.Equal(made.SceneBlobId, ad.SceneBlobId);
        Assert.NotEqual(made.FinalBlobId, ad.FinalBlobId);
        Assert.Equal(made.CostUsd, ad.CostUsd);
        Assert.Null(ad.Review);
        var versions = await studio.App.Services.GetRequiredService<AdVersions>().ListAsync(studio.Actor, made.Id, Stop);
        Assert.Equal([(2, VersionCause.TextEdited), (1, VersionCause.Made)], versions.Select(v => (v.Number, v.Cause)));
        Assert.Equal(versions[1].Id, versions[0].ParentId);
        Assert.NotNull(versions[1].Review);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_draws_another_picture_for_no_more_than_its_price(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

        Assert.IsType<EditResult.Accepted>(await Editing(studio).AskForChangeAsync(studio.Actor, made.Id, "Make it winter, with snow outside", Stop));

        var ad = (await studio.WaitAsync(await RunOfAsync(studio, made.Id))).Ads[0];
        Assert.Equal((AdStage.Done, 2), (ad.Stage, ad.VersionNumber));
        Assert.NotEqual(made.SceneBlobId, ad.SceneBlobId);
        Assert.NotNull(ad.Review);
        Assert.InRange(ad.CostUsd - made.CostUsd, 0.0001m, made.ChangeAtMostUsd!.Value);
        var version = (await studio.App.Services.GetRequiredService<AdVersions>().ListAsync(studio.Actor, made.Id, Stop))[0];
        Assert.Equal("Make it winter, with snow outside", version.ChangeWish);
    }

    [Fact]
    public async Task A_change_that_fails_leaves_the_ad_as_it_was_and_says_why()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

        Assert.IsType<EditResult.Accepted>(await Editing(studio).AskForChangeAsync(studio.Actor, made.Id, "[demo:blocked-picture]", Stop));

        var ad = (await studio.WaitAsync(await RunOfAsync(studio, made.Id))).Ads[0];
        Assert.Equal((AdStage.Done, 1, "blocked"), (ad.Stage, ad.VersionNumber, ad.Problem!.Kind));
        Assert.Equal((made.FinalBlobId, made.SceneBlobId), (ad.FinalBlobId, ad.SceneBlobId));
        Assert.NotNull(ad.Review);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_older_version_is_taken_up_as_a_new_one(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];
        var run = await RunOfAsync(studio, made.Id);
        await Editing(studio).EditTextAsync(studio.Actor, made.Id, new AdDesign { Headline = "Other words" }, Stop);
        await studio.WaitAsync(run);

        Assert.IsType<EditResult.Accepted>(await Editing(studio).RestoreAsync(studio.Actor, made.Id, made.VersionId!.Value, Stop));

        var ad = (await studio.WaitAsync(run)).Ads[0];
        Assert.Equal((3, made.FinalBlobId), (ad.VersionNumber, ad.FinalBlobId));
        Assert.Null(ad.Design);
        Assert.NotNull(ad.Review);
    }

    [Fact]
    public async Task Words_that_do_not_fit_are_refused_before_anything_is_written()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

        var tooLong = await Editing(studio).EditTextAsync(studio.Actor, made.Id, new AdDesign { Headline = new string('w', 5000) }, Stop);
        var noGlyph = await Editing(studio).EditTextAsync(studio.Actor, made.Id, new AdDesign { Headline = "朝のお茶" }, Stop);

        Assert.Equal("Headline", Assert.IsType<EditResult.Invalid>(tooLong).Field);
        Assert.Contains("No font here draws", Assert.IsType<EditResult.Invalid>(noGlyph).Message, StringComparison.Ordinal);
        Assert.Equal(1, (await studio.WaitAsync(await RunOfAsync(studio, made.Id))).Ads[0].VersionNumber);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_two_edits_at_once_one_wins_and_the_other_is_told(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Editing(studio).EditTextAsync(studio.Actor, made.Id, new AdDesign { Headline = $"Words number {i}" }, Stop)));

        Assert.Single(results.OfType<EditResult.Accepted>());
        Assert.Equal(3, results.OfType<EditResult.Busy>().Count());
        Assert.Equal(2, (await studio.WaitAsync(await RunOfAsync(studio, made.Id))).Ads[0].VersionNumber);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_an_ad_of_another_organization_is_as_unknown_as_none(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var made = (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];
        var other = await studio.ActorAsync("marketer@other.local");

        Assert.IsType<EditResult.NotFound>(await Editing(studio).RegenerateAsync(other, made.Id, Stop));
        Assert.IsType<EditResult.NotFound>(await Editing(studio).RestoreAsync(other, made.Id, made.VersionId!.Value, Stop));
        Assert.Null(await Editing(studio).PreviewAsync(other, made.Id, new AdDesign(), Stop));
        Assert.Empty(await studio.App.Services.GetRequiredService<AdVersions>().ListAsync(other, made.Id, Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AdEditing Editing(DemoStudio studio) => studio.App.Services.GetRequiredService<AdEditing>();

    private static async Task<Guid> RunOfAsync(DemoStudio studio, Guid adId)
    {
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        return await context.Ads.Where(a => a.Id == adId).Select(a => a.RunId).SingleAsync(Stop);
    }
}
