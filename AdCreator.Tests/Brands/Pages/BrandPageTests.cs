using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.Brands.Pages;

/// <summary>The brand page's parts in a browser, by roles and names, and by keyboard alone where that is said.</summary>
public sealed class BrandPageTests : IAsyncLifetime
{
    private TestApp app = default!;
    private TestSession session = default!;
    private string brand = "";

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync();
        var studio = await Studio.AddAsync(app, "Kit Studio");
        session = await app.SignInAsync(studio.MemberEmail);
        brand = $"/brands/{studio.BrandId}";
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 360)]
    public async Task Every_part_has_an_address_passes_axe_and_fits(string theme, int width)
    {
        await using var browser = await Browser.OpenAsync(app, session, theme, width);
        foreach (var tab in new[] { "", "?tab=look", "?tab=words", "?tab=claims", "?tab=nonsense" })
        {
            await browser.GoAsync(brand + tab);
            await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
            await browser.AssertAccessibleAsync($"{tab} in {theme} at {width}");
            await browser.AssertNoSidewaysScrollAsync($"{tab} in {theme} at {width}");
        }

        browser.AssertNoProblems();
    }

    [Fact]
    public async Task A_claim_is_written_tried_and_removed_by_keyboard()
    {
        await using var browser = await Browser.OpenAsync(app, session);
        var page = browser.Page;
        await browser.GoAsync($"{brand}?tab=claims");
        await Expect(page.GetByText("No claim is approved yet")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Textbox, new() { Name = "Sentence" }).FillAsync("Try it: 30-day money-back guarantee");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Blocked" })).ToContainTextAsync("no claim approves it");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a claim" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        // The dialog takes the focus once it is there; whoever types before that types elsewhere.
        await page.WaitForFunctionAsync("() => document.activeElement.closest('[role=dialog]') !== null");
        await dialog.GetByLabel("Words").FocusAsync();
        await page.Keyboard.TypeAsync("30-day money-back guarantee");
        await Expect(dialog.GetByLabel("Words")).ToHaveValueAsync("30-day money-back guarantee");
        await browser.AssertAccessibleAsync("new claim");
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "Guarantee" }).CheckAsync();
        await dialog.GetByLabel("Source").FillAsync("Terms of sale");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add claim" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("30-day money-back guarantee.*Guarantee.*All products.*No end", RegexOptions.None, TimeSpan.FromSeconds(1)) })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Approved" })).ToContainTextAsync("as “30-day money-back guarantee” approves");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove 30-day money-back guarantee" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("No claim is approved yet")).ToBeVisibleAsync();
        browser.AssertNoProblems();
    }

    [Fact]
    public async Task A_kit_is_filled_in_and_stays()
    {
        await using var browser = await Browser.OpenAsync(app, session);
        var page = browser.Page;
        await browser.GoAsync($"{brand}?tab=look");
        await page.GetByLabel("Brand logo", new() { Exact = true }).ChooseFileAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Studio.PictureFile() });
        await Expect(page.GetByText("On dark")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a colour" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Colour 1 as #RRGGBB" }).FillAsync("#ffcc00");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("White 1.5 : 1, too faint")).ToBeVisibleAsync();
        await page.GetByLabel("Add a font").ChooseFileAsync(new FilePayload { Name = "picture.otf", MimeType = "font/otf", Buffer = Studio.PictureFile() });
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This file is no font");
        await page.GetByLabel("Add a font").ChooseFileAsync(new FilePayload { Name = "Inter-Bold.otf", MimeType = "font/otf", Buffer = await File.ReadAllBytesAsync(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Imaging", "Fonts", "Inter-Bold.otf"), TestContext.Current.CancellationToken) });
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Letters and digits in Inter Bold" })).ToBeVisibleAsync();
        await page.GetByLabel("Headlines").SelectOptionAsync(new SelectOptionValue { Label = "Inter Bold" });
        await page.GetByRole(AriaRole.Switch, new() { NameRegex = new Regex("made with AI", RegexOptions.None, TimeSpan.FromSeconds(1)) }).CheckAsync();
        await browser.AssertAccessibleAsync("filled look");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save brand kit" }).ClickAsync();
        await Expect(page.GetByText("Brand kit saved")).ToBeVisibleAsync();
        await Expect(page.GetByText("Not saved yet")).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Words" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Add a word to avoid" }).FillAsync("cheap");
        await page.Keyboard.PressAsync("Enter");
        var pattern = page.GetByLabel("File name pattern");
        await pattern.FillAsync("{brand}_{colour}");
        await Expect(page.GetByText("“{colour}” is not a word")).ToBeVisibleAsync();
        await pattern.FillAsync("{brand}_{ad}");
        await Expect(page.GetByText("kit-studio-secret-brand_ad-03.jpg")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save brand kit" }).ClickAsync();
        await Expect(page.GetByText("Not saved yet")).ToBeHiddenAsync();

        await browser.GoAsync($"{brand}?tab=look");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Colour 1 as #RRGGBB" })).ToHaveValueAsync("#FFCC00");
        await Expect(page.GetByText("for headlines")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Inter Bold" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is chosen");
        browser.AssertNoProblems();
    }
}
