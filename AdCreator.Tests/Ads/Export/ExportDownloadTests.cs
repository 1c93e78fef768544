using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.Ads.Export;

/// <summary>The download through the front door: by keyboard, by a program, and refused.</summary>
public sealed partial class ExportDownloadTests : IAsyncLifetime
{
    private TestApp app = default!;
    private Actor actor = default!;
    private ApprovedSet set = default!;
    private Guid ad;
    private TestSession session = default!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync();
        actor = await app.Database.AddMembershipAsync(await app.Database.AddOrganizationAsync(), await app.Database.AddPersonAsync());
        set = await new ApprovedSet(app.Database, app.Services.GetRequiredService<BlobStore>(), actor).BeginAsync();
        ad = await set.AddAdAsync(1, ["meta.feed.4x5", "google.display.300x250"]);
        await set.AddAdAsync(2, ["meta.feed.4x5"], isApproved: false);
        session = await app.SignInAsync(actor);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_set_is_downloaded_by_keyboard_and_the_next_one_begins_from_its_brief()
    {
        await using var page = await Browser.OpenAsync(app, session);
        await page.GoAsync($"/ads/runs/{set.RunId}/export");
        await Expect(page.Page.GetByRole(Microsoft.Playwright.AriaRole.Row)).ToHaveCountAsync(4);
        await Expect(page.Page.GetByText("Nobody has approved it yet.")).ToBeVisibleAsync();

        for (var i = 0; i < 60 && await page.Page.EvaluateAsync<string>("() => document.activeElement?.textContent?.trim() ?? ''") != "Download ZIP"; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
        }

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Keyboard.PressAsync("Enter"));
        await Expect(page.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Downloaded 3 files" })).ToBeVisibleAsync();

        Assert.Equal("tea-house_mint-lime_20261123.zip", download.SuggestedFilename);
        await using (var archive = await ZipFile.OpenReadAsync(await download.PathAsync(), Stop))
        {
            Assert.Equal(6, archive.Entries.Count);
            await using var manifest = await archive.GetEntry("manifest.json")!.OpenAsync(Stop);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(manifest, Stop));
            await Expect(page.Page.GetByLabel("SHA-256 of manifest.json", new() { Exact = true })).ToHaveValueAsync(hash);
        }

        await page.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Start next set from this brief" }).PressAsync("Enter");
        await Expect(page.Page).ToHaveURLAsync(NewAds());
        page.AssertNoProblems();
    }

    [Fact]
    public async Task A_changed_file_leads_a_browser_back_to_the_page_that_names_it_and_tells_a_program()
    {
        await using (var context = app.Database.Open(actor.OrganizationId))
        {
            var blob = (await context.AdApprovals.SingleAsync(a => a.AdId == ad, Stop)).Files.Single(f => f.PlacementId == "meta.feed.4x5").BlobId;
            var folder = app.Services.GetRequiredService<DataDirectory>().Folder("blobs");
            await File.WriteAllBytesAsync(Path.Combine(folder, actor.OrganizationId.ToString("N"), blob.ToString("N")), [1, 2, 3], Stop);
        }

        using var browser = await GetAsync($"/ads/runs/{set.RunId}/export.zip?ads=1", "text/html");
        using var page = await GetAsync(browser.Headers.Location!.ToString(), "text/html");
        using var program = await GetAsync($"/ads/runs/{set.RunId}/export.zip", "*/*");
        using var api = await GetAsync($"/api/v1/runs/{set.RunId}/export", "*/*");

        Assert.Equal((HttpStatusCode.Found, $"/ads/runs/{set.RunId}/export?ads=1&check=true"), (browser.StatusCode, browser.Headers.Location!.ToString()));
        Assert.Contains("Ad 1, Meta Feed image 4:5: the file has changed since it was approved.", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        foreach (var answer in new[] { program, api })
        {
            Assert.Equal((HttpStatusCode.Conflict, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("Ad 1, Meta Feed image 4:5", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A11_the_archive_is_kept_by_no_cache_and_a_stranger_finds_none()
    {
        var stranger = await app.SignInAsync(await app.Database.AddMembershipAsync(await app.Database.AddOrganizationAsync("Other"), await app.Database.AddPersonAsync()));

        using var ours = await GetAsync($"/api/v1/runs/{set.RunId}/export?ads=1", "*/*");
        using var theirs = await stranger.Client.GetAsync(new Uri($"/ads/runs/{set.RunId}/export.zip", UriKind.Relative), Stop);
        using var unknown = await stranger.Client.GetAsync(new Uri($"/ads/runs/{NewId.Next(TimeProvider.System)}/export.zip", UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (ours.StatusCode, ours.Content.Headers.ContentType?.MediaType));
        Assert.Contains("no-store", ours.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("attachment", ours.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, unknown.StatusCode));
        Assert.Equal(await unknown.Content.ReadAsStringAsync(Stop), await theirs.Content.ReadAsStringAsync(Stop));
    }

    private Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        return session.Client.SendAsync(request, Stop);
    }

    [GeneratedRegex("/ads/new$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NewAds();
}
