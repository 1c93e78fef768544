using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>The app on PostgreSQL with a provider.</summary>
public sealed class ProviderApp : IAsyncLifetime
{
    public OidcProvider Provider { get; private set; } = default!;

    public TestApp App { get; private set; } = default!;

    public Actor Admin { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Provider = await OidcProvider.StartAsync();
        App = await TestApp.StartAsync(new TestAppSetup { Database = DatabaseKind.PostgreSql, Provider = Provider });
        var organization = await App.Database.AddOrganizationAsync("Our Studio");
        Admin = await App.Database.AddMembershipAsync(organization, await App.Database.AddPersonAsync(), MembershipRole.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        await (App?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Provider.DisposeAsync();
    }
}

/// <summary>Signing in at an OpenID Connect provider, in a browser, on PostgreSQL.</summary>
public sealed class ProviderTests(ProviderApp shared) : IClassFixture<ProviderApp>
{
    private readonly TestApp app = shared.App;
    private readonly OidcProvider provider = shared.Provider;

    [Fact]
    public async Task B7_code_and_pkce_lead_a_member_through_the_provider_to_the_page_that_was_asked_for()
    {
        await InviteAsync("ada@provider.test");
        await using var page = await Browser.OpenAsync(app);

        await page.Page.GotoAsync("/brands?q=tea");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Continue with your organization's account" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Ada Example" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/brands?q=tea");
        await page.WaitUntilInteractiveAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Brands" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Our Studio")).ToBeVisibleAsync();
        var cookies = await page.Page.Context.CookiesAsync();
        Assert.Equal(["adcreator-session"], cookies.Where(c => c.HttpOnly && !c.Name.Contains("antiforgery", StringComparison.Ordinal)).Select(c => c.Name));
        page.AssertNoProblems();
    }

    [Fact]
    public async Task A_person_without_an_organization_is_told_what_to_do_and_can_sign_out()
    {
        await using var page = await Browser.OpenAsync(app);

        await page.Page.GotoAsync("/auth/challenge?returnUrl=/usage");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Nobody Example" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/usage");
        await page.WaitUntilInteractiveAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed in, but belong to no organization yet" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("no organization");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Account of Nobody Example" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Continue with your organization's account" })).ToBeVisibleAsync();
        page.AssertNoProblems();
    }

    [Fact]
    public async Task A3b_an_unverified_address_accepts_no_invitation()
    {
        provider.People.Add(new ProviderPerson("subject-mallory", "mallory@provider.test", "Mallory Example", EmailVerified: false));
        await InviteAsync("mallory@provider.test");
        await using var page = await Browser.OpenAsync(app);

        await page.Page.GotoAsync("/auth/challenge?returnUrl=/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Mallory Example" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "You are signed in, but belong to no organization yet" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A12_a_disabled_person_cannot_sign_in()
    {
        provider.People.Add(new ProviderPerson("subject-gone", "gone@provider.test", "Gone Example"));
        var gone = await app.Database.AddPersonAsync("gone@provider.test", provider.Issuer, "subject-gone");
        await using (var context = app.Database.OpenWithoutOrganization())
        {
            var person = await context.People.SingleAsync(p => p.Id == gone, TestContext.Current.CancellationToken);
            person.DisabledAt = TimeProvider.System.GetUtcNow();
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var page = await Browser.OpenAsync(app);
        await page.Page.GotoAsync("/auth/challenge?returnUrl=/");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Gone Example" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByText("Your account is switched off here.")).ToBeVisibleAsync();
        Assert.DoesNotContain(await page.Page.Context.CookiesAsync(), c => c.Name == "adcreator-session");
    }

    private async Task InviteAsync(string email)
    {
        await using var context = app.Database.Open(shared.Admin.OrganizationId);
        context.Invitations.Add(new Invitation
        {
            Id = NewId.Next(TimeProvider.System), OrganizationId = shared.Admin.OrganizationId, InvitedByPersonId = shared.Admin.PersonId,
            Email = email, Role = MembershipRole.Member, CreatedAt = TimeProvider.System.GetUtcNow(),
        });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
