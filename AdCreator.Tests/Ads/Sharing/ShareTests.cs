using System.Net;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Sharing;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Ads.Export;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Ads.Sharing;

/// <summary>What a share link shows to somebody who has nothing else, and what it does not.</summary>
public sealed class ShareTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_shows_the_sets_pictures_and_words_without_an_account(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var secret = await desk.LinkAsync(desk.Ours.RunId);

        using var page = await desk.GetAsync($"/share/{secret}");

        var html = await page.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Mint &amp; Lime", html, StringComparison.Ordinal);
        Assert.Contains("Calm in every cup", html, StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", page.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(page.Headers, h => h.Key == "Set-Cookie");
        foreach (var blob in await desk.BlobsAsync(desk.Ours.RunId))
        {
            Assert.Contains($"/share/{secret}/pictures/{blob}", html, StringComparison.Ordinal);
            using var picture = await desk.GetAsync($"/share/{secret}/pictures/{blob}");
            Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (picture.StatusCode, picture.Content.Headers.ContentType?.MediaType));
            Assert.Equal("no-referrer", picture.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(picture.Headers.CacheControl!.NoStore);
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_link_tells_no_cost_no_person_and_no_rejected_ad(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var rejected = await desk.RejectedPictureAsync();
        var secret = await desk.LinkAsync(desk.Ours.RunId);

        using var page = await desk.GetAsync($"/share/{secret}");
        using var picture = await desk.GetAsync($"/share/{secret}/pictures/{rejected}");

        var html = await page.Content.ReadAsStringAsync(Stop);
        foreach (var hidden in new[] { "@test.local", "$", desk.Actor.PersonId.ToString(), desk.Actor.OrganizationId.ToString(), desk.Ours.RunId.ToString(), rejected.ToString(), "The one nobody wants" })
        {
            Assert.DoesNotContain(hidden, html, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A6_expired_revoked_cut_and_guessed_links_all_answer_alike(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var (live, expired, revoked) = (await desk.LinkAsync(desk.Ours.RunId), await desk.ExpiredAsync(desk.Ours.RunId), await desk.LinkAsync(desk.Ours.RunId));
        Assert.True(await desk.Links.RevokeAsync(desk.Actor, await desk.IdOfAsync(revoked), Stop));
        var blob = (await desk.BlobsAsync(desk.Ours.RunId))[0];
        List<string> answers = [];

        foreach (var dead in new[] { expired, revoked, ShareSecret.Generate(), live[..^1], live + "a", Convert.ToHexString(ShareSecret.HashOf(live)!), "%27%20OR%201%3D1" })
        {
            using var page = await desk.GetAsync($"/share/{dead}");
            using var picture = await desk.GetAsync($"/share/{dead}/pictures/{blob}");
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, picture.StatusCode));
            answers.Add((await page.Content.ReadAsStringAsync(Stop)).Contains("This link leads nowhere", StringComparison.Ordinal) ? "nowhere" : "other");
        }

        Assert.Equal(["nowhere"], answers.Distinct());
        using var still = await desk.GetAsync($"/share/{live}/pictures/{blob}");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_a_link_opens_no_picture_of_another_set_or_organization(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var secret = await desk.LinkAsync(desk.Ours.RunId);
        var others = await desk.BlobsAsync(desk.OtherSet.RunId);
        var foreign = desk.Stranger.BlobId;

        foreach (var blob in new[] { others[0], foreign, NewId.Next(TimeProvider.System) })
        {
            using var picture = await desk.GetAsync($"/share/{secret}/pictures/{blob}");
            Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
            Assert.Equal("There is no such picture.", (await picture.Content.ReadAsStringAsync(Stop)).Trim('"'));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A7_links_are_made_seen_and_revoked_by_members_of_the_sets_organization_alone(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var link = await desk.IdOfAsync(await desk.LinkAsync(desk.Ours.RunId));
        var stranger = desk.Stranger.Member;

        Assert.IsType<CreateLinkResult.NotFound>(await desk.Links.CreateAsync(stranger, desk.Ours.RunId, 7, Stop));
        Assert.Empty(await desk.Links.ListAsync(stranger, desk.Ours.RunId, Stop));
        Assert.False(await desk.Links.RevokeAsync(stranger, link, Stop));
        await Assert.ThrowsAsync<AccessDeniedException>(() => desk.Links.CreateAsync(desk.Actor with { PersonId = stranger.PersonId }, desk.Ours.RunId, 7, Stop));
        Assert.Single(await desk.Links.ListAsync(desk.Actor, desk.Ours.RunId, Stop));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_secret_is_kept_as_its_hash_alone_and_the_log_tells_who_made_and_revoked_it(DatabaseKind kind)
    {
        await using var desk = await ShareDesk.OpenAsync(kind);
        var secret = await desk.LinkAsync(desk.Ours.RunId, days: 1);
        var id = await desk.IdOfAsync(secret);
        await desk.Links.RevokeAsync(desk.Actor, id, Stop);

        await using var context = desk.App.Database.Open(desk.Actor.OrganizationId);
        var link = await context.ShareLinks.SingleAsync(l => l.Id == id, Stop);
        Assert.Equal(ShareSecret.HashOf(secret), link.SecretHash);
        Assert.Equal(TimeSpan.FromDays(1), link.ExpiresAt - link.CreatedAt);
        var entries = await context.AuditEntries.Where(e => e.Action.StartsWith("share_link")).OrderBy(e => e.CreatedAt).ToListAsync(Stop);
        Assert.Equal(["share_link_made", "share_link_revoked"], entries.Select(e => e.Action));
        Assert.All(entries, e => Assert.Equal(desk.Actor.PersonId, e.PersonId));
        Assert.All(entries, e => Assert.DoesNotContain(secret, $"{e.Target} {e.Detail}", StringComparison.Ordinal));
        Assert.Empty(await desk.Links.ListAsync(desk.Actor, desk.Ours.RunId, Stop));
        Assert.False(await desk.Links.RevokeAsync(desk.Actor, id, Stop));
    }

    [Fact]
    public async Task A_link_lives_one_seven_or_thirty_days_and_a_set_has_twenty_at_most()
    {
        await using var desk = await ShareDesk.OpenAsync(DatabaseKind.Sqlite);

        Assert.IsType<CreateLinkResult.Refused>(await desk.Links.CreateAsync(desk.Actor, desk.Ours.RunId, 365, Stop));
        for (var i = 0; i < ShareLinks.MaxLive; i++)
        {
            await desk.LinkAsync(desk.Ours.RunId);
        }

        Assert.IsType<CreateLinkResult.Refused>(await desk.Links.CreateAsync(desk.Actor, desk.Ours.RunId, 7, Stop));
    }

    [Fact]
    public async Task Who_calls_again_and_again_is_told_to_wait()
    {
        await using var desk = await ShareDesk.OpenAsync(DatabaseKind.Sqlite);
        var client = desk.App.Anonymous();
        HttpResponseMessage? answer = null;

        for (var i = 0; i <= 600; i++)
        {
            answer?.Dispose();
            answer = await client.GetAsync(new Uri($"/share/{ShareSecret.Generate()}/pictures/{NewId.Next(TimeProvider.System)}", UriKind.Relative), Stop);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer!.StatusCode);
        Assert.Contains("Look again in", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        answer.Dispose();
    }

    /// <summary>The app with two sets of one organization and another organization.</summary>
    private sealed class ShareDesk : IAsyncDisposable
    {
        private ShareDesk(TestApp app, Actor actor, ApprovedSet ours, ApprovedSet otherSet, Studio stranger) =>
            (App, Actor, Ours, OtherSet, Stranger) = (app, actor, ours, otherSet, stranger);

        public TestApp App { get; }

        public Actor Actor { get; }

        public ApprovedSet Ours { get; }

        public ApprovedSet OtherSet { get; }

        public Studio Stranger { get; }

        public ShareLinks Links => App.Services.GetRequiredService<ShareLinks>();

        public static async Task<ShareDesk> OpenAsync(DatabaseKind kind)
        {
            var app = await TestApp.StartAsync(new TestAppSetup { Database = kind });
            var organization = await app.Database.AddOrganizationAsync();
            var actor = await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync());
            var blobs = app.Services.GetRequiredService<BlobStore>();
            var (ours, other) = (new ApprovedSet(app.Database, blobs, actor), new ApprovedSet(app.Database, blobs, actor));
            await (await ours.BeginAsync()).AddAdAsync(1, ["meta.feed.4x5"], isApproved: false);
            await (await other.BeginAsync()).AddAdAsync(1, ["meta.feed.4x5"]);
            return new ShareDesk(app, actor, ours, other, await Studio.AddAsync(app, "Their Studio"));
        }

        public async Task<string> LinkAsync(Guid runId, int days = 7) =>
            Assert.IsType<CreateLinkResult.Created>(await Links.CreateAsync(Actor, runId, days, Stop)).Secret;

        public Task<HttpResponseMessage> GetAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            return App.Anonymous().SendAsync(request, Stop);
        }

        public async Task<List<Guid>> BlobsAsync(Guid runId)
        {
            await using var context = App.Database.Open(Actor.OrganizationId);
            var ads = await context.Ads.Where(a => a.RunId == runId).ToListAsync(Stop);
            var ids = ads.Select(a => a.Id).ToList();
            return [.. ads.Select(a => a.FinalBlobId!.Value), .. await context.AdFiles.Where(f => ids.Contains(f.AdId)).Select(f => f.BlobId!.Value).ToListAsync(Stop)];
        }

        public async Task<Guid> RejectedPictureAsync()
        {
            var id = await Ours.AddAdAsync(2, [], isApproved: false, hook: "The one nobody wants");
            await using var context = App.Database.Open(Actor.OrganizationId);
            var ad = await context.Ads.SingleAsync(a => a.Id == id, Stop);
            ad.Decision = Decision.Rejected;
            await context.SaveChangesAsync(Stop);
            return ad.FinalBlobId!.Value;
        }

        public async Task<Guid> IdOfAsync(string secret)
        {
            var hash = ShareSecret.HashOf(secret);
            await using var context = App.Database.Open(Actor.OrganizationId);
            return await context.ShareLinks.Where(l => l.SecretHash == hash).Select(l => l.Id).SingleAsync(Stop);
        }

        /// <summary>A link that has reached its end. The app may not move an expiry, so it is written as one that ended a second ago.</summary>
        public async Task<string> ExpiredAsync(Guid runId)
        {
            var secret = ShareSecret.Generate();
            var now = TimeProvider.System.GetUtcNow();
            await using var context = App.Database.Open(Actor.OrganizationId);
            context.ShareLinks.Add(new ShareLink
            {
                Id = NewId.At(now), OrganizationId = Actor.OrganizationId, RunId = runId, SecretHash = ShareSecret.HashOf(secret)!,
                CreatedByPersonId = Actor.PersonId, CreatedAt = now.AddDays(-7), ExpiresAt = now.AddSeconds(-1),
            });
            await context.SaveChangesAsync(Stop);
            return secret;
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
