using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Ads.Export;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Runs;

/// <summary>The gallery's search and filters, in SQL, on both databases.</summary>
public sealed class RunSearchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_filter_finds_its_sets_and_no_other(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Database = kind });
        var organization = await app.Database.AddOrganizationAsync(timeZone: "Europe/Berlin");
        var anna = await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync());
        var ben = await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync());
        var first = await AddAsync(app, anna, "2026-11-22T23:30:00Z", isApproved: true, 0.5m, hook: "100% \"Grün\" \\ calm_ness");
        var second = await AddAsync(app, ben, "2026-11-25T10:00:00Z", isApproved: false, 2m, hook: "Wake up");
        var tags = app.Services.GetRequiredService<RunTags>();
        await tags.SetAsync(anna, first.RunId, ["Spring", "Élan d'été 🌱"], Stop);
        await tags.SetAsync(anna, second.RunId, ["spring sale"], Stop);

        await FindsAsync(new RunFilter(), second, first);
        await FindsAsync(new RunFilter("grün"), first);
        await FindsAsync(new RunFilter("100%"), first);
        await FindsAsync(new RunFilter("% \"Gr"), first);
        await FindsAsync(new RunFilter("\\ calm_n"), first);
        await FindsAsync(new RunFilter("calm%ness"));
        await FindsAsync(new RunFilter("WAKE"), second);
        await FindsAsync(new RunFilter("spring"), second, first);
        await FindsAsync(new RunFilter("d'été 🌱"), first);
        await FindsAsync(new RunFilter("mint"), second, first);
        await FindsAsync(new RunFilter { Tag = "Spring" }, first);
        await FindsAsync(new RunFilter { Tag = "Élan d'été 🌱" }, first);
        await FindsAsync(new RunFilter { Tag = "sprin" });
        await FindsAsync(new RunFilter { PersonId = ben.PersonId }, second);
        await FindsAsync(new RunFilter { BrandId = first.BrandId }, first);
        await FindsAsync(new RunFilter { Decision = Decision.Approved }, first);
        await FindsAsync(new RunFilter { Decision = Decision.None }, second);
        await FindsAsync(new RunFilter { Decision = Decision.Rejected });
        await FindsAsync(new RunFilter { From = new DateOnly(2026, 11, 23), To = new DateOnly(2026, 11, 23) }, first); // The 23rd began in Berlin.
        await FindsAsync(new RunFilter { To = new DateOnly(2026, 11, 22) });
        await FindsAsync(new RunFilter { From = new DateOnly(2026, 11, 24) }, second);
        await FindsAsync(new RunFilter { AtLeastUsd = 0.5m, AtMostUsd = 1.99m }, first);
        await FindsAsync(new RunFilter { AtLeastUsd = 0.51m }, second);
        await FindsAsync(new RunFilter { AtMostUsd = 0.49m });
        await FindsAsync(new RunFilter { Sort = RunSort.Oldest }, first, second);
        await FindsAsync(new RunFilter { Sort = RunSort.Dearest }, second, first);
        await FindsAsync(new RunFilter { Sort = RunSort.Cheapest }, first, second);
        await FindsAsync(new RunFilter("spring", RunStatus.Finished, Skip: 1, Take: 1) { Sort = RunSort.Dearest, AtLeastUsd = 0 }, first);

        async Task FindsAsync(RunFilter filter, params ApprovedSet[] expected)
        {
            var sets = await app.Services.GetRequiredService<AdGallery>().ListRunsAsync(anna, filter, Stop);
            Assert.Equal(expected.Select(s => s.RunId), sets.Runs.Select(r => r.Id));
            var ads = await app.Services.GetRequiredService<SingleAds>().ListAsync(anna, filter, Stop);
            if (filter.Sort is RunSort.Dearest or RunSort.Cheapest)
            {
                Assert.Equal(expected.Select(s => s.RunId), ads.Ads.Select(a => a.RunId));
            }

            Assert.Equal(expected.Select(s => s.RunId).Order(), ads.Ads.Select(a => a.RunId).Order());
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A1_tags_and_choices_stay_in_their_organization(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Database = kind });
        var ours = await app.Database.AddMembershipAsync(await app.Database.AddOrganizationAsync(), await app.Database.AddPersonAsync());
        var theirs = await app.Database.AddMembershipAsync(await app.Database.AddOrganizationAsync(), await app.Database.AddPersonAsync());
        var set = await AddAsync(app, theirs, "2026-11-25T10:00:00Z", isApproved: true, 1m, hook: "Secret words");
        var tags = app.Services.GetRequiredService<RunTags>();
        await tags.SetAsync(theirs, set.RunId, ["secret tag"], Stop);
        var gallery = app.Services.GetRequiredService<AdGallery>();

        Assert.Null(await tags.SetAsync(ours, set.RunId, ["mine"], Stop));
        Assert.Equivalent(new GalleryChoices([], [], []), await gallery.ListChoicesAsync(ours, Stop));
        Assert.Empty((await gallery.ListRunsAsync(ours, new RunFilter("secret"), Stop)).Runs);
        Assert.Empty((await gallery.ListRunsAsync(ours, new RunFilter { Tag = "secret tag" }, Stop)).Runs);
        var choices = await gallery.ListChoicesAsync(theirs, Stop);
        Assert.Equal(["secret tag"], choices.Tags);
        Assert.Equal((set.BrandId, theirs.PersonId), (Assert.Single(choices.Brands).Id, Assert.Single(choices.People).Id));
        await Assert.ThrowsAsync<AccessDeniedException>(() => tags.SetAsync(theirs with { PersonId = ours.PersonId }, set.RunId, [], Stop));
    }

    [Fact]
    public async Task Tags_are_cleaned_counted_and_cut()
    {
        await using var app = await TestApp.StartAsync();
        var actor = await app.Database.AddMembershipAsync(await app.Database.AddOrganizationAsync(), await app.Database.AddPersonAsync());
        var set = await AddAsync(app, actor, "2026-11-25T10:00:00Z", isApproved: true, 1m, hook: "Calm");

        var kept = await app.Services.GetRequiredService<RunTags>().SetAsync(
            actor, set.RunId, [" Spring\t sale ", "spring SALE", "", new string('x', 5000), .. Enumerable.Range(0, 50).Select(i => $"t{i}")], Stop);

        Assert.Equal(RunTags.MaxCount, kept!.Count);
        Assert.Equal(["Spring sale", new string('x', 40), "t0"], kept.Take(3));
        Assert.Equal(kept, (await app.Services.GetRequiredService<AdGallery>().FindRunAsync(actor, set.RunId, Stop))!.Tags);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_brief_is_copied_to_the_draft_of_whoever_asks(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Database = kind });
        var organization = await app.Database.AddOrganizationAsync();
        var (anna, ben) = (await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync()), await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync()));
        var set = await new ApprovedSet(app.Database, app.Services.GetRequiredService<BlobStore>(), anna)
            .BeginAsync(b => b with { Wish = "Quiet mornings", Audience = "Tea lovers", Placements = ["meta.feed.4x5"], Mode = PictureMode.ProductLock, AspectRatio = "1:1" });
        var (copies, drafts) = (app.Services.GetRequiredService<BriefCopies>(), app.Services.GetRequiredService<BriefDrafts>());

        Assert.True(await copies.CopyToDraftAsync(ben, set.RunId, Stop));
        Assert.False(await copies.CopyToDraftAsync(ben, NewId.Next(TimeProvider.System), Stop));

        var draft = await drafts.LoadAsync(ben, Stop);
        Assert.Equal((set.BrandId, "Quiet mornings", "Tea lovers", PictureMode.ProductLock, "1:1"), (draft!.BrandId, draft.Wish, draft.Audience, draft.Mode, draft.AspectRatio));
        Assert.Equal(["meta.feed.4x5"], draft.Placements);
        Assert.Null(await drafts.LoadAsync(anna, Stop));
    }

    private static async Task<ApprovedSet> AddAsync(TestApp app, Actor actor, string at, bool isApproved, decimal costUsd, string hook)
    {
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var set = await new ApprovedSet(app.Database, app.Services.GetRequiredService<BlobStore>(), actor).BeginAsync(at: instant);
        var ad = await set.AddAdAsync(1, [], isApproved: isApproved, hook: hook);
        await UsageRows.AddAsync(app.Database, UsageRows.Of(actor, instant, costUsd) with { RunId = set.RunId, AdId = ad });
        return set;
    }
}
