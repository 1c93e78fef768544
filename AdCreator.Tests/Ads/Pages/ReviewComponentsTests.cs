using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Web.Components.Ads.Reviewing;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace AdCreator.Tests.Ads.Pages;

/// <summary>The parts of the review page in their states.</summary>
public sealed class ReviewComponentsTests : BunitContext
{
    public ReviewComponentsTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_check_shows_its_number_its_pass_line_its_source_and_its_day_and_the_worst_stands_first()
    {
        var report = new CheckReport(
        [
            new CheckResult("contrast", CheckState.Passed, "The text stands out."),
            new CheckResult("file_size", CheckState.Blocked, "The file is too big.") { Value = 152.4, PassLine = 150, Unit = "KiB", Source = "Google Ads help", CheckedOn = "2026-11-23" },
        ]);
        var panel = Render<ChecksPanel>(p => p.Add(c => c.Report, report).Add(c => c.PlacementId, "google.display.300x250").Add(c => c.IsMade, true));

        Assert.Equal(
            ["File size Blocked", "152.4 KiB, passes at 150 KiB", "The file is too big.", "Limit: Google Ads help, checked 2026-11-23"],
            panel.Find("li").QuerySelectorAll("p").Select(Words));
        Assert.Equal(2, panel.FindAll("li").Count);
    }

    [Theory]
    [InlineData(false, "Measured as soon as the picture is there.")]
    [InlineData(true, "No checks yet: nothing was measured on this file.")]
    public void Without_checks_the_panel_says_why(bool isMade, string expected)
    {
        var panel = Render<ChecksPanel>(p => p.Add(c => c.Report, isMade ? new CheckReport([]) : null).Add(c => c.PlacementId, ApprovalFiles.Own).Add(c => c.IsMade, isMade));

        Assert.Equal(expected, panel.Find("p").TextContent);
    }

    [Fact]
    public void A_failed_review_is_never_a_pass_and_can_be_repeated()
    {
        var panel = Render<OpinionPanel>(p => p.Add(o => o.Ad, AdOf() with { Review = ReviewStep.Failed("No readable answer.") }));

        Assert.Contains("It counts as not reviewed", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("Review again", panel.Find("button").TextContent.Trim());
    }

    [Fact]
    public void After_an_edit_the_panel_says_that_nobody_reviewed_these_words()
    {
        var panel = Render<OpinionPanel>(p => p.Add(o => o.Ad, AdOf() with { VersionNumber = 2 }));

        Assert.Contains("Not reviewed since the text changed.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_measure_and_model_see_differently_is_to_be_looked_at_first()
    {
        var passed = new CheckReport([new CheckResult("contrast", CheckState.Passed, "")]);
        var failed = new CheckReport([new CheckResult("contrast", CheckState.Failed, "")]);
        var good = new Review(ReviewState.Completed, ReviewVerdict.Approved, 8, [], "Good.");
        var bad = good with { Verdict = ReviewVerdict.Rejected };

        Assert.Equal("Reviewers disagree", ReviewWords.DoubtOf(AdOf() with { Checks = passed, Review = bad }));
        Assert.Equal("Reviewers disagree", ReviewWords.DoubtOf(AdOf() with { Checks = failed, Review = good }));
        Assert.Null(ReviewWords.DoubtOf(AdOf() with { Checks = passed, Review = good }));
        Assert.Equal("Not reviewed", ReviewWords.DoubtOf(AdOf()));
        Assert.Null(ReviewWords.DoubtOf(AdOf() with { Stage = AdStage.Drawing }));
    }

    [Fact]
    public void The_address_says_what_is_in_view()
    {
        var run = new Guid("0197a3c4-7d2e-7b11-9c55-2f0a6b1c8d3e");

        Assert.Equal($"/ads/runs/{run}/review", new ReviewAddress(run).Url);
        Assert.Equal($"/ads/runs/{run}/review?ad=3&first=unclear", new ReviewAddress(run, 3, DoubtsFirst: true).Url);
        Assert.Equal($"/ads/runs/{run}/review?view=placements", new ReviewAddress(run, View: ReviewView.Placements).Url);
    }

    private static AdView AdOf() => new(
        Guid.CreateVersion7(), 1, AdStage.Done, 1, new Hook("Five quiet minutes", "benefit", "calm", "A table"), Guid.CreateVersion7(), null, Decision.None, null, null, 0.1m, 0.2m, null)
    {
        VersionNumber = 1,
    };

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
