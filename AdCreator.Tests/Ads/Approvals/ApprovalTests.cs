using System.Security.Cryptography;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Approvals;

/// <summary>An approval binds a person and an instant to bytes, and to nothing else.</summary>
public sealed class ApprovalTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_approval_covers_the_very_bytes_of_every_file_but_those_that_are_blocked(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        var good = await AddFileAsync(studio, ad, "meta.feed.4x5", CheckState.Failed);
        await AddFileAsync(studio, ad, "tiktok.feed", CheckState.Blocked);
        await AddFileAsync(studio, ad, "x.image", CheckState.Blocked, hasFile: false);

        var result = Assert.IsType<ApproveResult.Approved>(await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop));

        Assert.Equal(
            [("ad", await HashAsync(studio, ad.FinalBlobId!.Value)), ("meta.feed.4x5", await HashAsync(studio, good))],
            result.Approval.Files.Select(f => (f.PlacementId, f.Sha256)));
        Assert.Equal(["tiktok.feed", "x.image"], result.LeftOut.Select(f => f.PlacementId));
        Assert.All(result.LeftOut, f => Assert.Equal("Too wide for its place.", f.Reason));
        var approval = Assert.Single((await HistoryAsync(studio, ad.Id)).Approvals);
        Assert.Equal((1, "Mara Marketer", 2), (approval.VersionNumber, approval.PersonName, approval.Files.Count));
        Assert.Equal(Decision.Approved, (await FindAsync(studio, ad.Id)).Decision);
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        Assert.Equal($"ad:{ad.Id}", (await context.AuditEntries.SingleAsync(e => e.Action == "ad_approved", Stop)).Target);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_missing_or_changed_refuses_the_approval_by_name(bool isMissing)
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var ad = await MakeAsync(studio);
        var blob = await AddFileAsync(studio, ad, "meta.feed.4x5", CheckState.Passed);
        var path = Path.Combine(
            studio.App.Services.GetRequiredService<DataDirectory>().Folder("blobs"), studio.Actor.OrganizationId.ToString("N"), blob.ToString("N"));
        if (isMissing)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllBytesAsync(path, [1, 2, 3], Stop);
        }

        var result = Assert.IsType<ApproveResult.FileFault>(await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop));

        Assert.Equal("meta.feed.4x5", result.PlacementId);
        Assert.Contains("meta.feed.4x5", result.Reason, StringComparison.Ordinal);
        Assert.Empty((await HistoryAsync(studio, ad.Id)).Approvals);
        Assert.Equal(Decision.None, (await FindAsync(studio, ad.Id)).Decision);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_member_without_the_right_is_told_whom_to_ask_and_leaves_a_denial(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        await SetRightAsync(studio, studio.Actor, false);

        var refused = await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop);

        Assert.Equal("Ask an admin for the right to approve.", Assert.IsType<ApproveResult.NotAllowed>(refused).Reason);
        Assert.False(await Decisions(studio).ApproveAsync(studio.Actor, ad.Id, Stop));
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            Assert.Equal(2, await context.AuditEntries.CountAsync(e => e.Target == $"ad:{ad.Id}" && e.Result == AuditResult.Denied && e.PersonId == studio.Actor.PersonId, Stop));
        }

        var admin = await studio.ActorAsync("admin@demo.local");
        await SetRightAsync(studio, admin, false);
        Assert.IsType<ApproveResult.Approved>(await Approvals(studio).ApproveAsync(admin, ad.Id, ad.VersionId, Stop));
        Assert.False(await Approvals(studio).TakeBackAsync(studio.Actor, ad.Id, Stop));
        Assert.False(await Decisions(studio).RejectAsync(studio.Actor, ad.Id, "Off brand", Stop));
        Assert.Equal(Decision.Approved, (await FindAsync(studio, ad.Id)).Decision);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task After_an_edit_the_new_version_needs_an_approval_of_its_own_and_the_old_one_stays_readable(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop);

        await Editing(studio).EditTextAsync(studio.Actor, ad.Id, new AdDesign { Headline = "Other words" }, Stop);
        var edited = await WaitAsync(studio, ad.Id);

        Assert.Equal((2, Decision.None), (edited.VersionNumber, edited.Decision));
        Assert.Equal(1, (await HistoryAsync(studio, ad.Id)).Holding!.VersionNumber);
        Assert.IsType<ApproveResult.Busy>(await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop));
        var admin = await studio.ActorAsync("admin@demo.local");
        Assert.IsType<ApproveResult.Approved>(await Approvals(studio).ApproveAsync(admin, ad.Id, edited.VersionId, Stop));
        var approvals = (await HistoryAsync(studio, ad.Id)).Approvals;
        Assert.Equal([(2, "Ada Admin", null), (1, "Mara Marketer", "Ada Admin")], approvals.Select(a => (a.VersionNumber, a.PersonName, a.RevokedByName)));
        Assert.NotNull(approvals[1].RevokedAt);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_people_who_approve_at_once_make_one_approval(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        var admin = await studio.ActorAsync("admin@demo.local");

        var results = await Task.WhenAll(new[] { studio.Actor, admin, studio.Actor, admin }.Select(a => Approvals(studio).ApproveAsync(a, ad.Id, ad.VersionId, Stop)));

        var approval = Assert.Single((await HistoryAsync(studio, ad.Id)).Approvals);
        Assert.All(results, r => Assert.Equal(approval.Id, Assert.IsType<ApproveResult.Approved>(r).Approval.Id));
        Assert.Null(approval.RevokedAt);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_ad_that_is_being_changed_cannot_be_approved_and_an_approval_never_outlives_the_race(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);

        var edit = Editing(studio).EditTextAsync(studio.Actor, ad.Id, new AdDesign { Headline = "Other words" }, Stop);
        var approve = Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop);
        await Task.WhenAll(edit, approve);
        var after = await WaitAsync(studio, ad.Id);

        // Whoever won: what stands now is approved only if it is the version that was hashed.
        var holding = (await HistoryAsync(studio, ad.Id)).Holding;
        Assert.Equal(after.Decision == Decision.Approved, holding?.VersionId == after.VersionId);
        Assert.Equal(await approve is ApproveResult.Approved, holding is not null);
        Assert.True(holding is null || holding.VersionId == ad.VersionId);
    }

    [Fact]
    public async Task Approving_while_a_picture_is_changed_is_refused_with_what_happens()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, latencyMs: 1500);
        var ad = await MakeAsync(studio);
        await Editing(studio).RegenerateAsync(studio.Actor, ad.Id, Stop);

        var result = await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop);

        Assert.Contains("being changed", Assert.IsType<ApproveResult.Busy>(result).Reason, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_approval_is_taken_back_once_and_by_a_rejection_too(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, seenVersionId: null, Stop);

        Assert.True(await Approvals(studio).TakeBackAsync(studio.Actor, ad.Id, Stop));
        Assert.False(await Approvals(studio).TakeBackAsync(studio.Actor, ad.Id, Stop));
        Assert.Equal(Decision.None, (await FindAsync(studio, ad.Id)).Decision);

        await Decisions(studio).ApproveAsync(studio.Actor, ad.Id, Stop);
        Assert.True(await Decisions(studio).RejectAsync(studio.Actor, ad.Id, "Wrong claim", Stop));
        var history = await HistoryAsync(studio, ad.Id);
        Assert.Null(history.Holding);
        Assert.Equal(2, history.Approvals.Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_an_ad_of_another_organization_is_as_unknown_as_none(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        var other = await studio.ActorAsync("marketer@other.local");

        Assert.IsType<ApproveResult.NotFound>(await Approvals(studio).ApproveAsync(other, ad.Id, ad.VersionId, Stop));
        Assert.False(await Approvals(studio).TakeBackAsync(other, ad.Id, Stop));
        Assert.IsType<CommentResult.NotFound>(await Comments(studio).AddAsync(other, ad.Id, ad.VersionId, "Hello", Stop));
        var history = await studio.App.Services.GetRequiredService<AdHistories>().ReadAsync(other, ad.Id, Stop);
        Assert.Equal((0, 0, 0), (history.Versions.Count, history.Approvals.Count, history.Comments.Count));
        Assert.Empty(await studio.App.Services.GetRequiredService<ApprovedAds>().ListAsync(other, ad.Id, Stop));
        Assert.Empty(await studio.App.Services.GetRequiredService<SetFiles>().ListAsync(other, (await FindAsync(studio, ad.Id)).RunId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_comment_stays_with_the_version_it_was_said_of(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var ad = await MakeAsync(studio);
        Assert.IsType<CommentResult.Added>(await Comments(studio).AddAsync(studio.Actor, ad.Id, ad.VersionId, "  The cup is cold.  ", Stop));
        await Editing(studio).EditTextAsync(studio.Actor, ad.Id, new AdDesign { Headline = "Other words" }, Stop);
        await WaitAsync(studio, ad.Id);

        Assert.IsType<CommentResult.Added>(await Comments(studio).AddAsync(studio.Actor, ad.Id, versionId: null, "Better.", Stop));
        Assert.IsType<CommentResult.Invalid>(await Comments(studio).AddAsync(studio.Actor, ad.Id, ad.VersionId, " \n ", Stop));
        Assert.IsType<CommentResult.Invalid>(await Comments(studio).AddAsync(studio.Actor, ad.Id, ad.VersionId, new string('x', AdComment.MaxLength + 1), Stop));

        var comments = (await HistoryAsync(studio, ad.Id)).Comments;
        Assert.Equal([(1, "The cup is cold."), (2, "Better.")], comments.Select(c => (c.VersionNumber, c.Text)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_last_approved_ads_of_the_brand_stand_beside_a_new_one(DatabaseKind kind)
    {
        await using var studio = await DemoStudio.OpenAsync(kind);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 5 });
        foreach (var ad in run.Ads.Take(4))
        {
            await Approvals(studio).ApproveAsync(studio.Actor, ad.Id, ad.VersionId, Stop);
        }

        var shelf = await studio.App.Services.GetRequiredService<ApprovedAds>().ListAsync(studio.Actor, run.Ads[4].Id, Stop);
        var own = await studio.App.Services.GetRequiredService<ApprovedAds>().ListAsync(studio.Actor, run.Ads[3].Id, Stop);

        Assert.Equal([4, 3, 2], shelf.Select(a => a.Number));
        Assert.Equal([3, 2, 1], own.Select(a => a.Number));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AdApprovals Approvals(DemoStudio studio) => studio.App.Services.GetRequiredService<AdApprovals>();

    private static AdComments Comments(DemoStudio studio) => studio.App.Services.GetRequiredService<AdComments>();

    private static AdDecisions Decisions(DemoStudio studio) => studio.App.Services.GetRequiredService<AdDecisions>();

    private static AdEditing Editing(DemoStudio studio) => studio.App.Services.GetRequiredService<AdEditing>();

    private static async Task<AdView> MakeAsync(DemoStudio studio) => (await studio.MakeAsync(studio.Choices with { Variations = 1 })).Ads[0];

    private static async Task<Ad> FindAsync(DemoStudio studio, Guid adId) =>
        (await studio.App.Services.GetRequiredService<AdRows>().FindAdAsync(studio.Actor.OrganizationId, adId, Stop))!;

    private static async Task<AdView> WaitAsync(DemoStudio studio, Guid adId) =>
        (await studio.WaitAsync((await FindAsync(studio, adId)).RunId)).Ads.Single(a => a.Id == adId);

    private static Task<AdHistory> HistoryAsync(DemoStudio studio, Guid adId) =>
        studio.App.Services.GetRequiredService<AdHistories>().ReadAsync(studio.Actor, adId, Stop);

    private static async Task<string> HashAsync(DemoStudio studio, Guid blobId)
    {
        var content = await studio.App.Services.GetRequiredService<BlobStore>().ReadAsync(studio.Actor.OrganizationId, blobId, Stop);
        return Convert.ToHexStringLower(SHA256.HashData(content!.Bytes.Span));
    }

    private static async Task SetRightAsync(DemoStudio studio, Actor actor, bool mayApprove)
    {
        await using var context = studio.App.Database.Open(actor.OrganizationId);
        (await context.Memberships.SingleAsync(m => m.PersonId == actor.PersonId, Stop)).CanApprove = mayApprove;
        await context.SaveChangesAsync(Stop);
    }

    /// <summary>A file as the job leaves one for a placement, with bytes of its own.</summary>
    private static async Task<Guid> AddFileAsync(DemoStudio studio, AdView ad, string placement, CheckState state, bool hasFile = true)
    {
        var store = studio.App.Services.GetRequiredService<BlobStore>();
        var final = await store.ReadAsync(studio.Actor.OrganizationId, ad.FinalBlobId!.Value, Stop);
        var blob = await store.WriteAsync(studio.Actor.OrganizationId, new(final!.Bytes.ToArray().Concat(new byte[placement.Length]).ToArray(), "image/jpeg", 10, 10), Stop);
        await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
        context.AdFiles.Add(new AdFile
        {
            Id = NewId.Next(TimeProvider.System), OrganizationId = studio.Actor.OrganizationId, AdId = ad.Id, VersionId = ad.VersionId!.Value, PlacementId = placement,
            BlobId = hasFile ? blob.Id : null, Sha256 = hasFile ? blob.Sha256 : null, State = state, CreatedAt = TimeProvider.System.GetUtcNow(),
            Checks = new CheckReport([new CheckResult("safe_zone", state, "Too wide for its place.")]),
        });
        await context.SaveChangesAsync(Stop);
        return blob.Id;
    }
}
