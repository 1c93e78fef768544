using AdCreator.Core.Outbound;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Tests.Gemini;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.Usage.Pages;

/// <summary>Alerts and the webhook as people meet them in a browser.</summary>
public sealed class AlertPagesTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Fact]
    public async Task An_admin_reads_an_alert_on_three_pages_and_puts_it_away()
    {
        await using var app = await TestApp.StartAsync();
        var studio = await Studio.AddAsync(app, "Our Studio");
        await RaiseAsync(app, studio);

        foreach (var (theme, width) in new[] { ("light", 1280), ("dark", 360) })
        {
            await using var look = await Browser.OpenAsync(app, await app.SignInAsync(studio.Admin), theme, width);
            foreach (var path in new[] { "/", "/usage", "/admin/limits" })
            {
                await look.GoAsync(path);
                await Assertions.Expect(Alerts(look)).ToContainTextAsync("Spending is above this month's limit");
                await look.AssertAccessibleAsync($"{path} with alerts in {theme} at {width} px");
                await look.AssertNoSidewaysScrollAsync($"{path} with alerts in {theme} at {width} px");
            }

            look.AssertNoProblems();
        }

        await using var page = await Browser.OpenAsync(app, await app.SignInAsync(studio.Admin));
        await page.GoAsync("/");
        Assert.Equal("/usage?range=month&demo=true", await Alerts(page).GetByText("See the calls").First.GetAttributeAsync("href"));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss: Spending is above this month" }).ClickAsync();
        await Assertions.Expect(Alerts(page)).Not.ToContainTextAsync("this month's limit");
        await page.GoAsync("/usage");
        await Assertions.Expect(Alerts(page)).ToContainTextAsync("the daily limit of");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Export CSV" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Export FOCUS" })).ToHaveAttributeAsync("href", "/api/v1/usage/focus.csv");

        await using var member = await Browser.OpenAsync(app, await app.SignInAsync(studio.Member));
        await member.GoAsync("/");
        await Assertions.Expect(Alerts(member)).ToContainTextAsync("your daily limit");
        Assert.Equal(0, await member.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss: " }).CountAsync());
        member.AssertNoProblems();
    }

    [Fact]
    public async Task An_admin_sets_a_webhook_sees_its_secret_once_and_sends_a_test()
    {
        await using var server = await ProtocolServer.StartAsync();
        server.Then(500, "").Then(204, "");
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { [$"{OutboundOptions.AllowedHostsKey}:0"] = new Uri(server.BaseUrl).Authority },
        });
        var studio = await Studio.AddAsync(app, "Our Studio");
        await using var page = await Browser.OpenAsync(app, await app.SignInAsync(studio.Admin));
        await page.GoAsync("/admin/limits");
        var panel = page.Page.GetByRole(AriaRole.Region, new() { Name = "Webhook" });

        await panel.GetByLabel("Address").FillAsync("https://10.0.0.1/");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save webhook" }).ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("private or reserved network");
        await panel.GetByLabel("Address").FillAsync($"{server.BaseUrl}/hook");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Save webhook" }).ClickAsync();

        var secret = panel.GetByLabel("Webhook secret", new() { Exact = true });
        await Assertions.Expect(secret).ToBeVisibleAsync();
        Assert.StartsWith("whsec_", await secret.InputValueAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("/admin/limits with a secret");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("The test did not arrive. It answered 500");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(panel).ToContainTextAsync("The test arrived");
        await page.GoAsync("/admin/limits");
        await Assertions.Expect(panel.GetByLabel("Address")).ToHaveValueAsync($"{server.BaseUrl}/hook");
        await Assertions.Expect(secret).ToHaveCountAsync(0);
        page.AssertNoProblems();
    }

    /// <summary>A month that is above its limit and a member's day that is over its half, both of demo calls.</summary>
    private static async Task RaiseAsync(TestApp app, Studio studio)
    {
        await using (var context = app.Database.Open(studio.OrganizationId))
        {
            context.SpendingLimits.AddRange(
                Limit(studio, BudgetScope.OrganizationMonth, 0.001m), Limit(studio, BudgetScope.PersonDay, 0.002m));
            await context.SaveChangesAsync(Stop);
        }

        await app.Services.GetRequiredService<AlertWatch>().LookAsync(Stop);
    }

    private static SpendingLimit Limit(Studio studio, BudgetScope scope, decimal usd) => new()
    {
        OrganizationId = studio.OrganizationId, Scope = scope, PersonId = Guid.Empty, AmountUsd = usd,
        ChangedAt = TimeProvider.System.GetUtcNow(), ChangedBy = studio.Admin.PersonId,
    };

    private static ILocator Alerts(AppPage page) => page.Page.GetByRole(AriaRole.Region, new() { Name = "Spending alerts" });
}
