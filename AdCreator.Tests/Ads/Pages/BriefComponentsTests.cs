using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using AdCreator.Web.Components.Ads.Briefs;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Ads.Pages;

/// <summary>The parts of the brief page.</summary>
public sealed class BriefComponentsTests : BunitContext
{
    public BriefComponentsTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_hook_shows_what_it_is_its_letters_on_each_platform_and_what_should_be_known()
    {
        var row = Render<HookRow>(p => p
            .Add(r => r.Number, 3)
            .Add(r => r.Choice, new HookChoice(HookOf("Morning Calm steeps in three minutes"), IsChosen: true))
            .Add(r => r.Limits, HeadlineLimits.All.LimitsOf(["meta.feed.4x5", "linkedin.single.1x1"]))
            .Add(r => r.Notes, [new HookNote(HookNoteKind.Similar, "64 % like hook 2; we warn from 60 %."), new HookNote(HookNoteKind.Platform, "Too long for Meta.")]));

        Assert.Equal(["question", "calm", "imperative"], row.FindAll(".chip").Select(c => c.TextContent));
        Assert.Equal(["54 letters left", "Meta 9 over, cut", "LinkedIn 34 left"], row.FindAll(".letters").Select(c => c.TextContent));
        Assert.Equal("64 % like hook 2; we warn from 60 %.", row.Find(".notes bdi").TextContent);
        Assert.Equal("Hook 3", row.Find("textarea").GetAttribute("aria-label"));
    }

    [Fact]
    public void Words_are_edited_in_place_and_marked_as_edited()
    {
        HookChoice? changed = null;
        var row = Render<HookRow>(p => p
            .Add(r => r.Number, 1).Add(r => r.Choice, new HookChoice(HookOf("Steeps"), IsChosen: true)).Add(r => r.ChoiceChanged, c => changed = c));

        row.Find("textarea").Input("Steeps\nfast");

        Assert.Equal(("Steeps fast", true, true), (changed!.Hook.Text, changed.IsEdited, changed.IsChosen));
    }

    [Fact]
    public void A_set_of_placements_is_one_click_and_a_second_one_takes_it_back()
    {
        var choices = new BriefChoices { Placements = ["pinterest.standard.2x3"] };
        var step = Render<PlacementsStep>(p => p.Add(s => s.Choices, choices).Add(s => s.ChoicesChanged, c => choices = c));

        step.FindAll("button.preset").Single(b => b.TextContent.Contains("Meta set", StringComparison.Ordinal)).Click();
        Assert.Equal(["meta.feed.4x5", "meta.feed.1x1", "meta.feed.191x1", "meta.story.9x16", "meta.reels.9x16", "pinterest.standard.2x3"], choices.Placements);

        step.Render(p => p.Add(s => s.Choices, choices));
        var pressed = step.FindAll("button.preset").Single(b => b.TextContent.Contains("Meta set", StringComparison.Ordinal));
        Assert.Equal("true", pressed.GetAttribute("aria-pressed"));
        pressed.Click();
        Assert.Equal(["pinterest.standard.2x3"], choices.Placements);
    }

    [Fact]
    public void Product_Lock_without_a_cut_out_says_what_to_do_and_where()
    {
        var product = Guid.CreateVersion7();
        var step = Render<ModeStep>(p => p.Add(s => s.Value, PictureMode.ProductLock).Add(s => s.HasCutout, value: false).Add(s => s.ProductId, product));

        Assert.Equal($"/products/{product}", step.Find("[role=alert] a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void The_default_is_Product_Lock_where_there_is_a_cut_out(bool hasCutout, int chosen)
    {
        var step = Render<ModeStep>(p => p.Add(s => s.Value, null).Add(s => s.HasCutout, hasCutout));

        Assert.Equal(chosen, step.FindAll("input[type=radio]").ToList().FindIndex(r => r.HasAttribute("checked")));
    }

    [Fact]
    public void The_review_says_in_words_how_many_ads_and_files_there_will_be()
    {
        var review = Review(new BriefChoices { Hooks = [Chosen("A"), Chosen("B"), Chosen("C") with { IsChosen = false }], VariantsPerHook = 2, Placements = ["meta.feed.4x5", "google.pmax.1x1"] }, null);

        Assert.Equal(["4 ads", "2 placements, $0", "Reimagine"], review.FindAll("dd strong").Select(s => s.TextContent));
        Assert.Equal("2 hooks × 2 = 4 ads", review.Find("dd span").TextContent);
        Assert.Contains("8 files", review.FindAll("dd span")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Generate ads (4)", review.FindAll("button")[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_to_budget_names_the_number_that_is_then_ordered()
    {
        BriefChoices? fitted = null;
        var quote = new Quote(1m, 0.8m, IsDemo: false, "List prices.") { AdsThatFit = 5, Budget = new BudgetLeft(BudgetScope.PersonDay, 0.7m, 0, 0, new Period(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1))) };
        var review = Review(new BriefChoices { Hooks = [Chosen("A"), Chosen("B"), Chosen("C")], VariantsPerHook = 2 }, quote, c => fitted = c);

        review.FindAll("button").Single(b => b.TextContent.Contains("Fit to budget: 3 ads", StringComparison.Ordinal)).Click();

        Assert.Equal(3, AdCount.Of(fitted!));
    }

    [Fact]
    public void Each_problem_is_named_and_leads_to_its_field()
    {
        string? shown = null;
        var review = Render<ReviewPanel>(p => p
            .Add(r => r.Choices, new BriefChoices()).Add(r => r.Mode, PictureMode.Reimagine)
            .Add(r => r.Problems, [new BriefProblem("Brand", "Choose the brand the ads are for."), new BriefProblem("Hooks", "Hook 2 cannot be used.")])
            .Add(r => r.OnShow, f => shown = f));

        review.FindAll(".problems button")[1].Click();

        Assert.Equal("Hooks", shown);
    }

    [Fact]
    public void A_closed_step_says_what_was_chosen_and_holds_nothing()
    {
        var step = Render<BriefStep>(p => p.Add(s => s.Number, 3).Add(s => s.Title, "Hooks").Add(s => s.Summary, "6 hooks chosen").AddChildContent("<input />"));

        Assert.Equal("false", step.Find("h2 button").GetAttribute("aria-expanded"));
        Assert.Contains("6 hooks chosen", step.Find("h2 button").TextContent, StringComparison.Ordinal);
        Assert.Empty(step.FindAll("input"));
    }

    private IRenderedComponent<ReviewPanel> Review(BriefChoices choices, Quote? quote, Action<BriefChoices>? changed = null) => Render<ReviewPanel>(p => p
        .Add(r => r.Choices, choices).Add(r => r.Mode, PictureMode.Reimagine).Add(r => r.Quote, quote).Add(r => r.ChoicesChanged, c => changed?.Invoke(c)));

    private static Hook HookOf(string text) => new(text, "question", "calm", "A table") { Pattern = "imperative" };

    private static HookChoice Chosen(string text) => new(HookOf(text), IsChosen: true);
}
