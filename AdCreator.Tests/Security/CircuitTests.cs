using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security A12 and B4: whose a live page is, and how many there are.</summary>
[Collection(SharedAppTests.Name)]
public sealed class CircuitTests(SharedApp shared)
{
    private const string KeepSockets =
        "window.sockets = []; window.WebSocket = class extends WebSocket { constructor(...all) { super(...all); window.sockets.push(this); } };";

    [Fact]
    public async Task A12_a_page_that_reconnects_with_the_cookie_of_somebody_else_shows_nothing_more()
    {
        await using var page = await Browser.OpenAsync(shared.App, await shared.App.SignInAsync(shared.Ours.MemberEmail));
        await page.Page.AddInitScriptAsync(KeepSockets);
        await page.GoAsync("/brands");
        await Assertions.Expect(page.Page.GetByText(shared.Ours.BrandName)).ToBeVisibleAsync();

        var (name, value) = (await shared.App.SignInAsync(shared.Theirs.MemberEmail)).Split;
        await page.Page.Context.AddCookiesAsync([new Cookie { Name = name, Value = value, Url = shared.App.Address.ToString(), HttpOnly = true }]);
        await DropConnectionAsync(page);

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Your session has ended" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText(shared.Ours.BrandName)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A12_a_page_that_reconnects_with_its_own_cookie_goes_on()
    {
        await using var page = await Browser.OpenAsync(shared.App, await shared.App.SignInAsync(shared.Ours.MemberEmail));
        await page.Page.AddInitScriptAsync(KeepSockets);
        await page.GoAsync("/brands");

        await DropConnectionAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "New brand" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A12_another_organization_of_the_same_person_is_somebody_else_and_a_new_sign_in_is_not()
    {
        await using var scope = shared.App.Services.CreateAsyncScope();
        var circuit = scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        await using var context = shared.App.Database.OpenWithoutOrganization();
        var owner = await context.People.AsNoTracking().SingleAsync(p => p.Id == shared.Ours.Member.PersonId, TestContext.Current.CancellationToken);
        await ReconnectAsync(circuit, owner, shared.Ours.OrganizationId);

        var again = await ReconnectAsync(circuit, owner, shared.Ours.OrganizationId);
        var elsewhere = await ReconnectAsync(circuit, owner, shared.Theirs.OrganizationId);
        var back = await ReconnectAsync(circuit, owner, shared.Ours.OrganizationId);

        Assert.Equal(shared.Ours.Member.PersonId, again);
        Assert.Null(elsewhere);
        Assert.Equal(shared.Ours.Member.PersonId, back);
    }

    [Fact]
    public async Task B4_a_page_above_the_limit_can_be_read_and_comes_alive_once_another_is_closed()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { ["Circuits:MaxPerPerson"] = "1" },
        });
        var studio = await Studio.AddAsync(app, "Our Studio");
        var session = await app.SignInAsync(studio.MemberEmail);
        await using var other = await Browser.OpenAsync(app, await app.SignInAsync(studio.Admin));
        await using var second = await Browser.OpenAsync(app, session);
        await using var first = await Browser.OpenAsync(app, session);
        await first.GoAsync("/brands");
        await other.GoAsync("/brands");

        await second.Page.GotoAsync("/brands");
        await Eventually.TrueAsync(() => Task.FromResult(second.Problems.Any(p => p.Contains("console", StringComparison.Ordinal))));
        await Assertions.Expect(second.Page.GetByText(studio.BrandName)).ToBeVisibleAsync();
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "New brand" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        Assert.Equal(2, app.Services.GetRequiredService<CircuitCounter>().Count);

        await first.Page.GotoAsync("about:blank");
        await Eventually.TrueAsync(() => Task.FromResult(app.Services.GetRequiredService<CircuitCounter>().Count == 1));
        await second.GoAsync("/brands");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "New brand" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    private static async Task DropConnectionAsync(AppPage page)
    {
        var sockets = await page.Page.EvaluateAsync<int>("() => { const count = window.sockets.length; window.sockets.at(-1).close(4000); return count; }");
        await page.Page.WaitForFunctionAsync("count => window.sockets.length > count && window.sockets.at(-1).readyState === 1", sockets);
    }

    private static async Task<Guid?> ReconnectAsync(AuthenticationStateProvider circuit, Person person, Guid organizationId)
    {
        var state = new AuthenticationState(SessionClaims.ToPrincipal(person, organizationId, TimeProvider.System.GetUtcNow()));
        ((IHostEnvironmentAuthenticationStateProvider)circuit).SetAuthenticationState(Task.FromResult(state));
        return (await circuit.GetAuthenticationStateAsync()).User.FindPersonId();
    }
}
