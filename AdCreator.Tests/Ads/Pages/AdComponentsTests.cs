using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Web.Components.Ads;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Ads.Pages;

public sealed class AdComponentsTests : BunitContext
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public AdComponentsTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Price_is_the_description_of_the_button_that_spends()
    {
        var order = Render<PriceButton>(p => p
            .Add(b => b.Count, 4)
            .Add(b => b.Quote, new Quote(1.10m, 0.84m, IsDemo: true, "List prices.")));
        var button = order.Find("button");

        Assert.StartsWith("Generate ads", button.TextContent.Trim(), StringComparison.Ordinal);
        var description = order.Find($"#{button.GetAttribute("aria-describedby")}").TextContent.Trim();
        Assert.Equal("at most $1.10, usually $0.84 (demo, not billed)", description);
    }

    [Fact]
    public void An_unknown_price_is_never_zero() =>
        Assert.Equal("price unknown", AdWords.Of(new Quote(null, null, IsDemo: false, "")));

    [Theory]
    [InlineData("12", 12)]
    [InlineData("1", 1)]
    public void Variations_takes_whole_numbers_in_range(string typed, int expected)
    {
        var value = 4;
        Render<VariationsField>(p => p.Add(f => f.Value, 4).Add(f => f.ValueChanged, v => value = v)).Find("input").Input(typed);

        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("13")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("")]
    public void Variations_says_what_would_be_right_and_keeps_the_last_good_number(string typed)
    {
        var changes = 0;
        var field = Render<VariationsField>(p => p.Add(f => f.Value, 4).Add(f => f.ValueChanged, _ => changes++));

        field.Find("input").Input(typed);

        Assert.Equal(0, changes);
        Assert.Contains("from 1 to 12", field.Find(".hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_of_unknown_cost_stand_beside_the_sum_and_are_never_nothing()
    {
        var tile = RenderTile(AdOf(AdStage.Drawing) with { CostUsd = 0.04m, Open = new OpenCosts(1, 0.0672m, 2) });

        var words = string.Join(' ', tile.Find(".cost").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("$0.04 + up to $0.07 unsettled + 2 unpriced", words);
    }

    [Fact]
    public void A_tile_is_an_article_named_after_its_number_from_the_start()
    {
        var tile = RenderTile(AdOf(AdStage.Drawing));

        Assert.Equal("Ad 1", tile.Find("article").GetAttribute("aria-label"));
        Assert.Contains("Drawing", tile.Find("article").TextContent, StringComparison.Ordinal);
        Assert.Empty(tile.FindAll("button.approve"));
    }

    [Fact]
    public void A_finished_ad_can_be_approved_rejected_and_downloaded()
    {
        AdView? approved = null;
        var ad = AdOf(AdStage.Done);
        var tile = Render<AdTile>(p => p.Add(t => t.Ad, ad).Add(t => t.ProductName, "Tea").Add(t => t.AspectRatio, "4:5").Add(t => t.OnApprove, a => approved = a));

        tile.Find("button.approve").Click();

        Assert.Same(ad, approved);
        Assert.Equal(["Approve", "Reject", "Download"], tile.FindAll(".actions button").Select(b => b.TextContent.Trim()));
        Assert.Equal("Five quiet minutes. Ad for Tea", tile.Find("img").GetAttribute("alt"));
    }

    [Fact]
    public void Rejecting_needs_a_reason()
    {
        var reasons = new List<string>();
        var panel = Render<RejectPanel>(p => p.Add(r => r.Number, 1).Add(r => r.OnReject, reasons.Add));

        panel.Find("form").Submit();
        Assert.Single(panel.FindAll("[role=alert]"));
        panel.FindAll("button.reason")[0].Click();
        panel.Find("form").Submit();

        Assert.Equal(["Product looks wrong"], reasons);
    }

    [Fact]
    public void A_failed_ad_shows_its_cause_its_remedy_and_what_trying_again_can_cost()
    {
        var failed = AdOf(AdStage.Failed) with
        {
            Problem = new AdProblem("blocked", AdStage.Drawing, "The provider refused the picture.", "Change the wish."),
            RetryAtMostUsd = 0.27m,
        };

        var text = RenderTile(failed).Find(".problem").TextContent;

        Assert.Contains("The provider refused the picture.", text, StringComparison.Ordinal);
        Assert.Contains("Change the wish.", text, StringComparison.Ordinal);
        Assert.Contains("Try again", text, StringComparison.Ordinal);
        Assert.Contains("at most $0.27", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_review_is_never_shown_as_a_pass()
    {
        var tile = RenderTile(AdOf(AdStage.Done) with { Review = new Review(ReviewState.Failed, null, null, [], "The answer was cut off.") });

        Assert.Equal("Review failed", tile.Find(".status").TextContent.Trim());
        Assert.Contains("not reviewed", tile.Find(".unreviewed").TextContent, StringComparison.Ordinal);
        Assert.Empty(tile.FindAll(".status-good"));
    }

    [Fact]
    public void Progress_counts_what_is_shown_and_has_one_live_region()
    {
        var progress = Render<RunProgress>(p => p.Add(r => r.Run, RunOf(AdStage.Done, AdStage.Failed, AdStage.Drawing, AdStage.Queued)));

        var bar = progress.Find("[role=progressbar]");
        Assert.Equal("Generation progress", bar.GetAttribute("aria-label"));
        Assert.Equal("1 of 4 done, 1 failed, 2 left", bar.GetAttribute("aria-valuetext"));
        Assert.Equal("50 percent: 1 of 4 done, 1 failed, 2 left.", Assert.Single(progress.FindAll("[role=status]")).TextContent);
    }

    [Fact]
    public void Cancel_asks_once_and_says_what_is_spent()
    {
        var cancelled = 0;
        var progress = Render<RunProgress>(p => p.Add(r => r.Run, RunOf(AdStage.Done, AdStage.Queued)).Add(r => r.OnCancel, () => cancelled++));

        progress.Find("button").Click();
        Assert.Equal(0, cancelled);
        Assert.Contains("$0.42", progress.Find("[role=alertdialog]").TextContent, StringComparison.Ordinal);
        progress.FindAll("[role=alertdialog] button")[1].Click();

        Assert.Equal(1, cancelled);
    }

    private IRenderedComponent<AdTile> RenderTile(AdView ad) =>
        Render<AdTile>(p => p.Add(t => t.Ad, ad).Add(t => t.ProductName, "Tea").Add(t => t.AspectRatio, "4:5"));

    private static AdView AdOf(AdStage stage, int number = 1) => new(
        NewId.At(Start), number, stage, 1, new Hook("Five quiet minutes", "promise", "calm", "A table."),
        stage == AdStage.Done ? NewId.At(Start) : null, null, Decision.None, null, null, 0.14m, null, null);

    private static RunView RunOf(params AdStage[] stages) => new(
        NewId.At(Start),
        new Brief { BrandName = "Tea House", BrandColor = "#1F4E5F", ProductName = "Tea", ProductPictureBlobId = NewId.At(Start), Variations = stages.Length, AspectRatio = "4:5" },
        Start, null, 1.10m, 0.42m, false, [.. stages.Select((s, i) => AdOf(s, i + 1))]);
}
