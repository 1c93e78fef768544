using System.Text.RegularExpressions;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Data;
using AdCreator.Tests.Ads.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.Ads.Pages;

/// <summary>The page where ads are ordered, in Chromium.</summary>
public sealed partial class BriefPageTests
{
    [Fact]
    public async Task With_the_keyboard_alone_hooks_are_written_placements_chosen_and_ads_ordered()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        await using var page = await OpenAsync(studio, "light", 1280);

        await PressAsync(page, "Hooks", "Enter");
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "Write hooks first" })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Write(page)).ToHaveAccessibleDescriptionAsync(Price());
        await PressAsync(page, "Write 8 hooks", "Enter");
        await Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = UseHook() })).ToHaveCountAsync(8);
        await page.AssertAccessibleAsync("hooks");
        await PressAsync(page, "Use none", "Enter");
        var second = page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Use hook 2" });
        await Expect(second).Not.ToBeCheckedAsync();
        await page.TabToAsync(second);
        await page.Page.Keyboard.PressAsync("Space");
        await Expect(second).ToBeCheckedAsync();
        await Expect(Generate(page)).ToContainTextAsync("(1)");
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.TypeAsync(" Now");
        await PressAsync(page, "Placements", "Enter");
        await PressAsync(page, "Meta set", "Space");
        await page.AssertAccessibleAsync("placements");
        await Expect(page.Page.GetByText("5 placements, $0")).ToBeVisibleAsync();
        await Expect(Generate(page)).ToContainTextAsync("(1)");
        await Expect(Generate(page)).ToHaveAccessibleDescriptionAsync(Price());
        await page.Page.Keyboard.PressAsync("Control+Enter");

        await page.Page.WaitForURLAsync("**/ads/runs/*");
        var run = await studio.WaitAsync(Guid.Parse(new Uri(page.Page.Url).Segments[^1]));
        Assert.EndsWith(" Now", run.Brief.HookOf(1)!.Text, StringComparison.Ordinal);
        Assert.Equal(5, run.Brief.Placements.Count);
        page.AssertNoProblems();
    }

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 360)]
    public async Task Every_open_step_passes_axe_and_long_words_keep_the_page_narrow(string theme, int width)
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var hook = new Hook(new string('w', HookStep.MaxTextLength), "question", "calm", "A table") { Pattern = "imperative" };
        var draft = studio.Choices with
        {
            Hooks = [new HookChoice(hook, IsChosen: true), new HookChoice(hook, IsChosen: true)],
            Audience = new string('a', BriefWriter.MaxAudienceLength),
            Wish = new string('x', BriefWriter.MaxWishLength),
            Placements = ["meta.feed.4x5", "google.pmax.1x1"],
            Mode = PictureMode.ProductLock,
        };
        await studio.App.Services.GetRequiredService<BriefDrafts>().SaveAsync(studio.Actor, draft, TestContext.Current.CancellationToken);
        await using var page = await OpenAsync(studio, theme, width);

        foreach (var step in new[] { "How the product is shown", "Placements", "Hooks", "Audience and inspiration", "Brand and product" })
        {
            var toggle = page.Page.Locator("h2").GetByRole(AriaRole.Button, new() { Name = step });
            if (await toggle.GetAttributeAsync("aria-expanded") == "false")
            {
                await toggle.ClickAsync();
            }

            await Expect(toggle).ToHaveAttributeAsync("aria-expanded", "true");
        }

        await page.AssertAccessibleAsync($"all steps in {theme} at {width} px");
        await page.AssertNoSidewaysScrollAsync($"all steps in {theme} at {width} px");
        page.AssertNoProblems();
    }

    [Fact]
    public async Task What_is_missing_is_named_and_gets_the_focus_and_nothing_is_ordered()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        await using var page = await OpenAsync(studio, "light", 1280, "/ads/new");

        await Generate(page).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Choose the brand the ads are for." })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Combobox, new() { Name = "Brand" })).ToBeFocusedAsync();
        Assert.EndsWith("/ads/new", page.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_that_were_paid_for_are_there_after_a_reload_in_the_middle()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite, latencyMs: 1500);
        await using var page = await OpenAsync(studio, "light", 1280);
        await page.Page.Locator("h2").GetByRole(AriaRole.Button, new() { Name = "Hooks" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Radio, new() { NameRegex = WriteFirst() }).CheckAsync(new() { Force = true });
        await Write(page).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Writing hooks" })).ToBeVisibleAsync();

        await page.Page.ReloadAsync();
        await page.WaitUntilInteractiveAsync();
        await page.Page.Locator("h2").GetByRole(AriaRole.Button, new() { Name = "Hooks" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = UseHook() })).ToHaveCountAsync(8, new() { Timeout = 30_000 });
    }

    private static async Task<AppPage> OpenAsync(DemoStudio studio, string theme, int width, string? path = null)
    {
        var page = await Browser.OpenAsync(studio.App, await studio.App.SignInAsync("marketer@demo.local"), theme, width);
        await page.GoAsync(path ?? $"/ads/new?brand={studio.Choices.BrandId}&product={studio.Choices.ProductId}");
        await Expect(Generate(page)).ToBeVisibleAsync();
        return page;
    }

    private static ILocator Generate(AppPage page) => page.Page.GetByRole(AriaRole.Button, new() { NameRegex = GenerateName() });

    private static ILocator Write(AppPage page) => page.Page.GetByRole(AriaRole.Button, new() { NameRegex = WriteName() });

    private static Task PressAsync(AppPage page, string button, string key) =>
        page.PressAsync(page.Page.GetByRole(AriaRole.Button, new() { Name = button }).First, key);

    [GeneratedRegex("^Generate ads", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GenerateName();

    [GeneratedRegex("^Write \\d+ ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WriteName();

    [GeneratedRegex("^Write hooks first", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WriteFirst();

    [GeneratedRegex("^Use hook ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UseHook();

    [GeneratedRegex(@"^at most \$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Price();
}
