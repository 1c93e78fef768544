using System.Globalization;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Pricing.Corrections;
using AdCreator.Core.Usage;
using AdCreator.Tests.Pricing.Corrections;
using AdCreator.Web.Components.Prices;
using AdCreator.Web.Security;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Pricing.Pages;

/// <summary>What an admin sees of prices, and what cannot be seen by others.</summary>
public sealed class PricesPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BunitContext page = new();
    private PriceDesk desk = default!;

    public async ValueTask InitializeAsync()
    {
        desk = await PriceDesk.OpenAsync(DatabaseKind.Sqlite);
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddMudServices();
        page.Services.AddSingleton<TimeProvider>(desk.Clock);
        page.Services.AddSingleton(desk.Corrections).AddSingleton(desk.Imports).AddSingleton(desk.Test.Guard);
        page.Services.AddSingleton(new UnpricedModels(desk.Test.Database, desk.Test.Guard, desk.Clock));
        page.Services.AddSingleton<ActorAccessor>().AddSingleton<CurrentActor>();
        page.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(desk.Admin));
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task The_list_marks_own_prices_and_shows_the_next()
    {
        await desk.AddAsync(PriceDesk.Input(0.6m, to: PriceDesk.Now.AddDays(2)));

        var rows = page.Render<PricesPage>().FindAll("tbody tr");

        var flash = rows.Single(r => r.QuerySelector("a")!.TextContent == PriceDesk.Model);
        Assert.Contains("Own", flash.TextContent, StringComparison.Ordinal);
        Assert.Contains("26 Nov 2026", flash.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0.60", "–", "6.00"], flash.QuerySelectorAll("td.number").Select(c => c.TextContent.TrimEnd('\u2007')));
        Assert.Equal(PriceDesk.List.Versions.Select(v => v.Model).Distinct().Count(), rows.Count);
    }

    [Fact]
    public void The_filter_leaves_what_it_names_and_says_when_that_is_nothing()
    {
        var list = Open("?q=NANO");
        Assert.Equal(["gemini-nano-banana-2.1"], list.FindAll("tbody a").Where(a => a.GetAttribute("href")!.Contains("model=", StringComparison.Ordinal)).Select(a => a.TextContent));

        Assert.Contains("No model of that name", Open("?q=zzz").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_that_were_called_without_a_price_come_first_with_their_calls()
    {
        await AddUnpricedCallAsync("gemini-9-quartz");
        await AddUnpricedCallAsync("gemini-9-quartz");
        await AddUnpricedCallAsync(PriceDesk.Model);

        var section = page.Render<PricesPage>().Find("section[aria-labelledby=unpriced]");

        Assert.Equal("gemini-9-quartz", Assert.Single(section.QuerySelectorAll("code")).TextContent);
        Assert.Contains("2 calls", section.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_shows_all_its_versions_and_own_ones_can_be_withdrawn()
    {
        await desk.AddAsync(PriceDesk.Input(0.6m));

        var model = Open($"?model={PriceDesk.Model}");

        Assert.Equal(3, model.FindAll("ol.versions > li").Count);
        Assert.Single(model.FindAll("button"), b => b.TextContent.Trim() == "Withdraw");
        Assert.Contains("Holds now", model.Find("li.now").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_is_shown_no_such_page()
    {
        var member = await desk.Test.AddMemberAsync(desk.Admin.OrganizationId);
        page.Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(member));

        Assert.DoesNotContain("gemini", page.Render<PricesPage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_starts_from_the_price_that_holds_and_reads_back_the_same()
    {
        var german = CultureInfo.GetCultureInfo("de-DE");
        var price = PriceDesk.List.Find("gemini-3.1-pro-preview", PriceDesk.Now)!;

        var form = PriceForm.Of(price.Model, price, PriceDesk.Now, german);
        var (input, problems) = form.Read(german);

        Assert.Empty(problems);
        Assert.Equal("", form.Source);
        Assert.Equal("0,2", form.Rates["cached_input"]);
        Assert.Empty(RateUnits.Compare(price.Rates, input!.Rates));
        Assert.Equal(PriceDesk.Now, input.EffectiveFrom);
    }

    [Theory]
    [InlineData("input", "1,000.5", "Rates.input")]
    [InlineData("output", "cheap", "Rates.output")]
    [InlineData("long_input", "2", "Rates.long_above")]
    public void A_form_says_what_it_cannot_read(string unit, string text, string field)
    {
        var form = PriceForm.Of("m", null, PriceDesk.Now, CultureInfo.InvariantCulture);
        form.Rates[unit] = text;

        Assert.Equal(field, Assert.Single(form.Read(CultureInfo.InvariantCulture).Problems).Field);
    }

    [Fact]
    public void A_column_of_rates_has_its_decimal_points_under_each_other()
    {
        decimal[] rates = [0.75m, 0.0751m, 12m, 0.075m];

        var widths = rates.Select(r => RateText.Aligned(r, CultureInfo.InvariantCulture)).Select(t => t.Length - t.IndexOf('.', StringComparison.Ordinal));

        Assert.Single(widths.Distinct());
    }

    [Fact]
    public async Task An_import_shows_the_difference_and_then_applies_it()
    {
        var file = (await File.ReadAllTextAsync(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Pricing", "gemini-prices.json"), Xunit.TestContext.Current.CancellationToken))
            .Replace("\"input_per_mtok\": 0.3,\n   \"output_per_mtok\": 2.5,\n   \"cached_input_per_mtok\": 0.03,\n   \"context_window\"", "\"input_per_mtok\": 0.35,\n   \"output_per_mtok\": 2.5,\n   \"cached_input_per_mtok\": 0.03,\n   \"context_window\"", StringComparison.Ordinal);
        page.Render<MudPopoverProvider>();
        var host = page.Render<MudDialogProvider>();
        var shown = page.Render<PricesPage>();
        shown.FindAll("button").First(b => b.TextContent.Trim() == "Import prices").Click();
        host.WaitForState(() => host.HasComponent<Microsoft.AspNetCore.Components.Forms.InputFile>(), Patience);

        host.FindComponent<Microsoft.AspNetCore.Components.Forms.InputFile>().UploadFiles(InputFileContent.CreateFromText(file, "prices.json"));
        host.WaitForState(() => host.Markup.Contains("1 changed", StringComparison.Ordinal), Patience);
        Assert.Contains("0.35", host.Find("table tbody").TextContent, StringComparison.Ordinal);
        host.FindAll("button").First(b => b.TextContent.Trim() == "Import one price").Click();

        shown.WaitForState(() => shown.Markup.Contains("Calls that were made before now keep the price", StringComparison.Ordinal), Patience);
        Assert.Equal(0.35m, await desk.RateAsync(PriceDesk.Now, "gemini-3.5-flash-lite"));
    }

    private IRenderedComponent<PricesPage> Open(string query)
    {
        page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/admin/prices{query}");
        return page.Render<PricesPage>();
    }

    private async Task AddUnpricedCallAsync(string model)
    {
        await using var context = desk.Test.Database.Open(desk.Admin.OrganizationId);
        context.TokenUsage.Add(new UsageRecord
        {
            Id = NewId.At(PriceDesk.Now), UserId = desk.Admin.PersonId, OrganizationId = desk.Admin.OrganizationId, Provider = "google", Model = model,
            ModelRequested = model, ToolName = "gemini_service", Operation = UsageOperations.AnalyzeText, UnitType = "tokens", CostUsd = null, CostUsdMax = null,
            CostState = CostState.Unpriced, CreatedAt = PriceDesk.Now, Outcome = UsageOutcome.Succeeded, Attempt = 1,
        });
        await context.SaveChangesAsync();
    }

    private sealed class SignedIn(Actor actor) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(SessionClaims.ToPrincipal(
            new Person
            {
                Id = actor.PersonId, Issuer = "test", Subject = "s", Email = "s@test.local", EmailVerified = true, DisplayName = "S",
                CreatedAt = PriceDesk.Now, SecurityStamp = actor.PersonId,
            },
            actor.OrganizationId,
            PriceDesk.Now)));
    }
}
