using System.Diagnostics;
using System.Net;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security A10 and A12: rights that end, end at once for requests, and within five seconds for open pages.</summary>
[Collection(SharedAppTests.Name)]
public sealed class AccessEndsTests(SharedApp shared)
{
    public static TheoryData<string> Ends => ["removed", "disabled", "signed out"];

    [Theory, MemberData(nameof(Ends))]
    public async Task A12_the_cookie_is_refused_on_the_next_request(string end)
    {
        var person = await AddMemberAsync();
        var session = await shared.App.SignInAsync(person);
        using var before = await session.Client.GetAsync(new Uri("/brands", UriKind.Relative), TestContext.Current.CancellationToken);

        await EndAsync(person, end);
        using var after = await session.Client.GetAsync(new Uri("/brands", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Contains(after.Headers.GetValues("Set-Cookie"), c => c.StartsWith("adcreator-session=;", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Ends))]
    public async Task A12_an_open_page_loses_its_content_within_five_seconds(string end)
    {
        var person = await AddMemberAsync();
        await using var page = await Browser.OpenAsync(shared.App, await shared.App.SignInAsync(person));
        await page.GoAsync("/brands");
        await Assertions.Expect(page.Page.GetByText(shared.Ours.BrandName)).ToBeVisibleAsync();

        var clock = Stopwatch.StartNew();
        await EndAsync(person, end);
        await Assertions.Expect(page.Page.GetByText(shared.Ours.BrandName)).ToBeHiddenAsync(new() { Timeout = 20_000 });

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task A10_a_click_on_an_open_page_is_refused_as_soon_as_the_membership_is_gone()
    {
        var person = await AddMemberAsync();
        await using var page = await Browser.OpenAsync(shared.App, await shared.App.SignInAsync(person));
        await page.GoAsync($"/brands/{shared.Ours.BrandId}");

        await page.Page.GetByLabel("Tone").FillAsync("Written by somebody who was removed");
        await EndAsync(person, "removed");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save brand" }).ClickAsync(new() { Force = true });
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Save brand" })).ToBeHiddenAsync();

        await using var context = shared.App.Database.Open(shared.Ours.OrganizationId);
        Assert.Equal("", await context.Brands.Where(b => b.Id == shared.Ours.BrandId).Select(b => b.Tone).SingleAsync(TestContext.Current.CancellationToken));
    }

    private async Task<Actor> AddMemberAsync() =>
        await shared.App.Database.AddMembershipAsync(shared.Ours.OrganizationId, await shared.App.Database.AddPersonAsync());

    private async Task EndAsync(Actor person, string end)
    {
        await using var context = shared.App.Database.Open(person.OrganizationId);
        var row = await context.People.SingleAsync(p => p.Id == person.PersonId, TestContext.Current.CancellationToken);
        switch (end)
        {
            case "removed":
                context.Memberships.Remove(await context.Memberships.SingleAsync(m => m.PersonId == person.PersonId, TestContext.Current.CancellationToken));
                break;
            case "disabled":
                row.DisabledAt = TimeProvider.System.GetUtcNow();
                break;
            default:
                row.SecurityStamp = NewId.Next(TimeProvider.System);
                break;
        }

        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
