using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace AdCreator.Tests.WholeWay;

/// <summary>From sign-in to the last line item of a bill, in a browser, as the product is installed.</summary>
public sealed class WholeWayTests
{
    private const string Brand = "Quiet Bottle Co";
    private const string Product = "Everyday Bottle";

    /// <summary>Slow enough that a reload comes in the middle.</summary>
    private static readonly Dictionary<string, string> Slow = new(StringComparer.Ordinal) { ["Demo:LatencyMs"] = "700" };

    [Fact]
    public async Task A_marketer_makes_ads_with_the_embedded_default()
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Configuration = Slow });
        var studio = await Studio.AddAsync(app, "Way Studio");
        await using var page = await Browser.OpenAsync(app);

        await page.Page.GotoAsync("/brands");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = studio.MemberEmail }).ClickAsync();
        await page.Page.WaitForURLAsync("**/brands");

        await WalkAsync(app, page, studio.Member, isDemo: true);
    }

    [Fact]
    public async Task A_marketer_makes_ads_on_PostgreSql_with_a_provider_and_a_Gemini_server()
    {
        await using var gemini = await TestApp.StartAsync(new TestAppSetup { Configuration = Slow });
        await using var provider = await OidcProvider.StartAsync();
        await using var app = await TestApp.StartAsync(new TestAppSetup
        {
            Database = DatabaseKind.PostgreSql, Provider = provider, GeminiBaseUrl = new Uri(gemini.Address, "/demo/gemini").ToString(),
        });
        var organization = await app.Database.AddOrganizationAsync("Way Studio");
        var ada = await app.Database.AddMembershipAsync(organization, await app.Database.AddPersonAsync("ada@provider.test", provider.Issuer, "subject-ada"));
        await using var page = await Browser.OpenAsync(app);

        await page.Page.GotoAsync("/brands");
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Continue with your organization's account" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Ada Example" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/brands");

        await WalkAsync(app, page, ada, isDemo: false);
    }

    /// <summary>A step that fails brings along what the app logged and what the browser complained about.</summary>
    private static async Task WalkAsync(TestApp app, AppPage page, Actor actor, bool isDemo)
    {
        try
        {
            await WalkStepsAsync(app, page, actor, isDemo);
        }
        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
        {
            throw new InvalidOperationException($"At {page.Page.Url}: {fault.Message}\n{string.Join('\n', page.Problems)}\n{app.Log}", fault);
        }
    }

    private static async Task WalkStepsAsync(TestApp app, AppPage page, Actor actor, bool isDemo)
    {
        var way = new WayThroughTheApp(page);
        await way.MakeBrandAndProductAsync(Brand, Product);
        await way.MakeAdsAsync(Brand, Product, count: 2);
        await way.ApproveAsync(1);
        await way.RejectAsync(2, "Off brand");
        var (_, bytes) = await way.DownloadAsync(1);
        var total = await way.ReadTotalCostAsync();
        var export = await way.ExportAsync();
        var call = await way.OpenPictureCallAsync();

        var rows = await RowsAsync(app, actor);
        var costs = export.Skip(1).Select(line => line.Split(',')[Array.IndexOf(export[0].Split(','), "cost_usd")]);
        Assert.Equal((1080, 1350), WayThroughTheApp.SizeOf(bytes));
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal((isDemo, isDemo ? "demo" : "google"), (row.IsDemo, row.Provider)));
        Assert.Equal(rows.Sum(row => row.CostUsd ?? 0), total);
        Assert.Equal(rows.Count, export.Length - 1);
        Assert.Equal(total, costs.Sum(cost => cost.Length == 0 ? 0 : decimal.Parse(cost, CultureInfo.InvariantCulture)));
        Assert.Equal(call.Cost, call.Sum);
        Assert.Contains(rows, row => row.CostUsd == call.Cost);
        page.AssertNoProblems();
    }

    private static async Task<List<UsageRecord>> RowsAsync(TestApp app, Actor actor)
    {
        await using var context = app.Database.Open(actor.OrganizationId);
        return await context.TokenUsage.AsNoTracking().Where(u => u.UserId == actor.PersonId).ToListAsync(TestContext.Current.CancellationToken);
    }
}
