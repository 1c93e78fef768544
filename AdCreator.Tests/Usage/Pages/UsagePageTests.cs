using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using AdCreator.Core.Pricing;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Alerts;
using AdCreator.Core.Usage.Queries;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage.Queries;
using AdCreator.Web.Components.Usage;
using AdCreator.Web.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Usage.Pages;

public sealed class UsagePageTests : IAsyncLifetime
{
    private readonly BunitContext page = new();
    private TestDatabase database = default!;
    private Actor actor = default!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        actor = await database.AddActorAsync(MembershipRole.Admin);
        var person = new Person
        {
            Id = actor.PersonId, Issuer = "test", Subject = "s", Email = "s@test.local", EmailVerified = true, DisplayName = "S",
            CreatedAt = UsageRows.Noon, SecurityStamp = actor.PersonId,
        };
        var state = new AuthenticationState(SessionClaims.ToPrincipal(person, actor.OrganizationId, UsageRows.Noon));
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddMudServices();
        page.Services.AddSingleton<TimeProvider>(new UsageRows.Clock(UsageRows.Noon));
        page.Services.AddSingleton(database.Database);
        page.Services.AddSingleton(database.Guard).AddSingleton<ActorAccessor>().AddSingleton<CurrentActor>();
        page.Services.AddSingleton<UsageQueries>().AddSingleton<AdSpend>().AddSingleton<SpendSubjects>().AddSingleton<UsageHealth>();
        page.Services.AddSingleton<AlertService>().AddSingleton<AuditLog>().AddSingleton<IClientAddress>(new NoClientAddress());
        page.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(state));
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public void Without_a_call_the_page_says_so_and_leads_to_the_first_ad()
    {
        var view = page.Render<UsagePage>();

        view.WaitForAssertion(() => Assert.Equal("/ads/new", view.Find("section[aria-label='No calls yet'] a").GetAttribute("href")));
        Assert.Empty(view.FindAll("table"));
    }

    [Fact]
    public async Task With_calls_it_has_every_region_and_table_by_its_name()
    {
        await UsageRows.AddAsync(
            database,
            UsageRows.Of(actor, UsageRows.Noon, 1.25m),
            UsageRows.Of(actor, UsageRows.Noon, null) with { CostState = CostState.Unknown, CostUsdMax = 0.5m },
            UsageRows.Of(actor, UsageRows.Noon, null) with { CostState = CostState.Unpriced });

        var view = page.Render<UsagePage>();

        view.WaitForElement("table");
        Assert.Equal("Usage", view.Find("h1").TextContent);
        Assert.Contains("$1.25", view.Find("section[aria-label='Total cost']").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 call unsettled: no answer was seen, at most $0.50 more", Words(view, "Total cost"), StringComparison.Ordinal);
        Assert.Contains("1 call unpriced", Words(view, "Total cost"), StringComparison.Ordinal);
        Assert.Contains("4,170", Words(view, "Total tokens"), StringComparison.Ordinal);
        Assert.Contains("3", Words(view, "API calls"), StringComparison.Ordinal);
        Assert.Equal(["By model", "By operation", "By user", "By brand", "By outcome", "Recent activity"], view.FindAll("caption").Select(c => c.TextContent));
    }

    [Fact]
    public async Task Demo_calls_stand_under_the_line_that_says_nothing_was_billed()
    {
        await UsageRows.AddAsync(database, UsageRows.Of(actor, UsageRows.Noon) with { IsDemo = true });

        var view = page.Render<UsagePage>();

        Assert.Equal("Demo: list prices, nothing was billed", view.WaitForElement(".notice").TextContent);
    }

    [Fact]
    public async Task B4_older_calls_take_the_place_of_the_newest_above_two_hundred_rows()
    {
        var now = UsageRows.Noon;
        await UsageRows.AddAsync(database, [.. Enumerable.Range(0, 230).Select(i => UsageRows.Of(actor, now.AddSeconds(-i)) with { TotalTokens = 100_000 + i })]);
        var view = page.Render<UsagePage>();
        view.WaitForElement(".recent tbody tr");

        foreach (var rows in new[] { 50, 100, 150, 200 })
        {
            view.WaitForAssertion(() => Assert.Equal(rows, view.FindAll(".recent tbody tr").Count));
            Button(view, "Show older calls").Click();
        }

        view.WaitForAssertion(() => Assert.Contains("100,229", view.FindAll(".recent tbody tr")[^1].TextContent, StringComparison.Ordinal));
        Assert.Equal(200, view.FindAll(".recent tbody tr").Count);
        Assert.Contains("100,030", view.FindAll(".recent tbody tr")[0].TextContent, StringComparison.Ordinal);

        Button(view, "Back to the newest").Click();

        view.WaitForAssertion(() => Assert.Contains("100,000", view.FindAll(".recent tbody tr")[0].TextContent, StringComparison.Ordinal));
        Assert.Equal(50, view.FindAll(".recent tbody tr").Count);
        Assert.DoesNotContain(view.FindAll("button"), b => b.TextContent.Contains("Back to the newest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_opened_call_shows_its_bill_to_the_last_digit_and_leads_to_its_ad()
    {
        var (run, ad) = (NewId.At(UsageRows.Noon), NewId.At(UsageRows.Noon));
        var record = UsageRows.Of(actor, UsageRows.Noon, 0.0387000003m) with
        {
            LineItems = [new("input", 3, 0.0000000001m, 0.0000000003m), new("image_output", 1290, 0.00003m, 0.0387m)],
            RunId = run,
            AdId = ad,
        };
        await UsageRows.AddAsync(database, record);
        page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/usage?call={record.Id}");

        var view = page.Render<UsagePage>();

        var lines = view.WaitForElement("table[aria-label='Line items']");
        Assert.Contains("$0.0387000003", lines.QuerySelector("tfoot")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("$0.0000000001", lines.TextContent, StringComparison.Ordinal);
        Assert.NotNull(view.Find($"a[href='/ads/runs/{run}#ad-{ad}']"));
    }

    [Fact]
    public async Task A_foreign_call_and_an_unknown_one_look_the_same()
    {
        var stranger = await database.AddActorAsync(MembershipRole.Admin, "Other Studio");
        var foreign = UsageRows.Of(stranger, UsageRows.Noon);
        await UsageRows.AddAsync(database, foreign);
        var navigation = page.Services.GetRequiredService<NavigationManager>();

        navigation.NavigateTo($"/usage?call={foreign.Id}");
        var one = page.Render<UsagePage>();
        one.WaitForElement("section[aria-label='There is no such call']");
        navigation.NavigateTo($"/usage?call={NewId.At(UsageRows.Noon)}");
        var other = page.Render<UsagePage>();
        other.WaitForElement("section[aria-label='There is no such call']");

        Assert.Equal(one.Find("section").TextContent, other.Find("section").TextContent);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<UsagePage> view, string text) =>
        view.FindAll("button").Single(b => b.TextContent.Contains(text, StringComparison.Ordinal));

    private static string Words(IRenderedComponent<UsagePage> view, string region) =>
        string.Join(' ', view.Find($"section[aria-label='{region}']").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class SignedIn(AuthenticationState state) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(state);
    }
}
