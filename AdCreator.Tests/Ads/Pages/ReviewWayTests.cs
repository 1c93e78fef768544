using System.Text.RegularExpressions;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Ads.Versions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.Ads.Pages;

/// <summary>A set is reviewed in a real browser, without a pointer.</summary>
public sealed class ReviewWayTests
{
    /// <summary>A busy machine takes its time to compose a version.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_set_is_reviewed_by_keyboard_alone_and_an_edited_ad_needs_a_new_approval()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices);
        await using var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync("marketer@demo.local"));
        await page.GoAsync($"/ads/runs/{run.Id}/review");
        await Expect(page.Page.Locator(".desk[data-ready]")).ToBeVisibleAsync(Patiently);
        var keys = page.Page.Keyboard;
        await Expect(Heading(page, "Ad 1, version 1")).ToBeVisibleAsync();
        await Expect(Key(page, "a")).ToBeEnabledAsync();

        await keys.PressAsync("a");
        await Expect(page.Page.GetByText(new Regex("Version 1 approved by Mara Marketer at .*, 1 file", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync(Patiently);

        await keys.PressAsync("ArrowRight");
        await Expect(Heading(page, "Ad 2, version 1")).ToBeVisibleAsync(Patiently);
        await Expect(Key(page, "r")).ToBeEnabledAsync();
        await keys.PressAsync("r");
        await Expect(page.Page.GetByLabel("In your words")).ToBeFocusedAsync();
        await keys.TypeAsync("area, egg, crazy");
        await keys.PressAsync("Control+Enter");
        await Expect(page.Page.GetByText("Rejected: area, egg, crazy")).ToBeVisibleAsync(Patiently);

        await keys.PressAsync("ArrowLeft");
        await Expect(Heading(page, "Ad 1, version 1")).ToBeVisibleAsync();
        await Expect(Key(page, "e")).ToBeEnabledAsync();
        await keys.PressAsync("e");
        await Expect(page.Page.GetByLabel("Headline")).ToBeFocusedAsync();
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Slow mornings start here");
        await Expect(page.Page.GetByText("The preview shows your edit.")).ToBeVisibleAsync(Patiently);
        await keys.PressAsync("Control+Enter");
        await Expect(Heading(page, "Ad 1, version 2")).ToBeVisibleAsync(Patiently);
        await Expect(page.Page.GetByText("Version 2 is new: it needs an approval of its own.")).ToBeVisibleAsync();
        await Expect(page.Page.GetByText("Not reviewed since the text changed.")).ToBeVisibleAsync();

        await Expect(Key(page, "a")).ToBeEnabledAsync();
        await keys.PressAsync("a");
        await Expect(page.Page.GetByText(new Regex("Version 2 approved by Mara Marketer", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync(Patiently);
        page.AssertNoProblems();
        Assert.Equal([Decision.Approved, Decision.Rejected], (await studio.WaitAsync(run.Id)).Ads.Select(a => a.Decision));
    }

    [Fact]
    public async Task Keys_look_compare_and_ask_before_they_cost()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices);
        await using var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync("marketer@demo.local"));
        await page.GoAsync($"/ads/runs/{run.Id}/review?ad=2");
        await Expect(page.Page.Locator(".desk[data-ready]")).ToBeVisibleAsync(Patiently);
        var keys = page.Page.Keyboard;
        await Expect(Key(page, "g")).ToBeEnabledAsync();

        await keys.PressAsync("g");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this picture" })).ToBeFocusedAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Make another picture" })).ToHaveAccessibleDescriptionAsync(new Regex(@"^at most \$\d", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.AssertAccessibleAsync("another picture");
        await keys.PressAsync("Control+Enter");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Make another picture" })).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(Key(page, "g")).ToBeFocusedAsync();

        await keys.PressAsync("c");
        await Expect(page.Page.GetByRole(AriaRole.Group, new() { Name = "Comparison" })).ToBeVisibleAsync();
        await Expect(page.Page.Locator("figure [data-pane]")).ToHaveCountAsync(2);
        await page.Page.Locator("figure [data-pane]").First.FocusAsync();
        await keys.PressAsync("+");
        await keys.PressAsync("ArrowRight");
        await page.Page.WaitForFunctionAsync(
            "() => { const layers = [...document.querySelectorAll('figure .zoom-layer')].map(l => new DOMMatrix(getComputedStyle(l).transform)); return layers.length === 2 && layers.every(m => m.a === 1.25 && m.e < 0); }");
        await page.AssertAccessibleAsync("comparison");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Difference of two" }).ClickAsync();
        await Expect(page.Page.Locator("figure [data-pane]")).ToHaveCountAsync(1);
        await keys.PressAsync("Escape");
        await Expect(page.Page.GetByRole(AriaRole.Group, new() { Name = "Comparison" })).ToBeHiddenAsync();

        await keys.PressAsync("z");
        await Expect(Key(page, "z")).ToHaveAttributeAsync("aria-pressed", "true");
        await keys.PressAsync("?");
        await Expect(page.Page.GetByText("Another picture; asks, because it costs")).ToBeVisibleAsync();
        await keys.PressAsync("e");
        await Expect(page.Page.GetByLabel("Headline")).ToBeFocusedAsync();
        await page.Page.GetByLabel("Place the text myself").CheckAsync();
        var box = page.Page.GetByRole(AriaRole.Group, new() { Name = "Text box" });
        await box.FocusAsync();
        var before = await LeftOfBoxAsync(page);
        await keys.PressAsync("ArrowRight");
        await Expect(page.Page.GetByText($"{before + 1}% from the left")).ToBeVisibleAsync();
        await Expect(Heading(page, "Ad 2, version 1")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("text editor");
        await page.Page.GetByLabel("Translate into").SelectOptionAsync("de");
        var translate = page.Page.GetByRole(AriaRole.Button, new() { Name = "Translate", Exact = true });
        await Expect(translate).ToHaveAccessibleDescriptionAsync(new Regex(@"^at most \$\d", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await translate.ClickAsync();
        await Expect(page.Page.GetByLabel("Headline")).ToHaveValueAsync(new Regex(@" \(German\)$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 30_000 });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save as a new version" }).ClickAsync();
        await Expect(Heading(page, "Ad 2, version 2")).ToBeVisibleAsync(Patiently);
        page.AssertNoProblems();
        Assert.Equal(2, await studio.CountCallsAsync(run.Id, "generate_image"));
    }

    [Fact]
    public async Task Sizes_that_a_crop_would_cut_are_ordered_beside_their_price()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(await WideProduct.ChoicesAsync(studio));
        await using var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync("marketer@demo.local"));
        await page.GoAsync($"/ads/runs/{run.Id}/review");
        var order = page.Page.GetByRole(AriaRole.Button, new() { Name = "Draw these 3 sizes" });

        await Expect(order).ToHaveAccessibleDescriptionAsync(new Regex(@"^2 pictures, at most \$\d\.\d\d, demo, not billed$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 60_000 });
        await Expect(page.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "TikTok: " })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("sizes without a file");
        await order.DblClickAsync();
        await Expect(Heading(page, "Ad 1, version 2")).ToBeVisibleAsync(Patiently);
        await Expect(page.Page.GetByText("Sizes drawn")).ToBeVisibleAsync(Patiently);
        await studio.WaitAsync(run.Id);
        await Expect(Key(page, "a")).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(order).ToBeHiddenAsync();
        page.AssertNoProblems();
        Assert.Equal(3, await studio.CountCallsAsync(run.Id, "generate_image"));
    }

    [Fact]
    public async Task Without_the_right_to_approve_the_page_says_whom_to_ask()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var run = await studio.MakeAsync(studio.Choices with { Variations = 1 });
        await using (var context = studio.App.Database.Open(studio.Actor.OrganizationId))
        {
            (await context.Memberships.SingleAsync(m => m.PersonId == studio.Actor.PersonId, TestContext.Current.CancellationToken)).CanApprove = false;
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync("marketer@demo.local"));
        await page.GoAsync($"/ads/runs/{run.Id}/review");
        await Expect(page.Page.Locator(".desk[data-ready]")).ToBeVisibleAsync(Patiently);

        await Expect(Key(page, "a")).ToBeDisabledAsync();
        await Expect(Key(page, "a")).ToHaveAccessibleDescriptionAsync("Ask an admin for the right to approve.");
    }

    /// <summary>Whole per cent of the picture.</summary>
    private static async Task<int> LeftOfBoxAsync(AppPage page)
    {
        var words = await page.Page.GetByText(new Regex("[0-9]+% from the left", RegexOptions.None, TimeSpan.FromSeconds(1))).InnerTextAsync();
        return int.Parse(words[..words.IndexOf('%', StringComparison.Ordinal)].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ILocator Heading(AppPage page, string name) => page.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    private static ILocator Key(AppPage page, string key) => page.Page.Locator($"[data-key={key}]");
}
