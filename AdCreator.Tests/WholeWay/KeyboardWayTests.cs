using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.WholeWay;

/// <summary>From the brief to the archive without a pointer, without a key, and without a network.</summary>
public sealed partial class KeyboardWayTests
{
    /// <summary>The discard port of this machine: nobody answers there.</summary>
    private const string Nowhere = "http://127.0.0.1:9";

    private static readonly string[] Rooms = ["meta.feed.1x1", "meta.feed.4x5", "meta.reels.9x16"];

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 90_000 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_set_goes_from_brief_to_archive()
    {
        await using var process = AppProcess.Start("Development", ("HTTP_PROXY", Nowhere), ("HTTPS_PROXY", Nowhere), ("ALL_PROXY", Nowhere));
        var address = await process.WaitForAddressAsync();
        await using var page = await Browser.OpenAsync(address, () => string.Join('\n', process.Lines));
        await page.Page.RouteAsync(url => new Uri(url).Host != address.Host, route => route.AbortAsync("internetdisconnected"));

        await SignInAsync(page);
        await OrderAsync(page);
        await ApproveAllAsync(page, ads: 2);
        await page.PressAsync(page.Page.GetByRole(AriaRole.Link, new() { Name = "Export", Exact = true }), "Enter");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Export", Exact = true })).ToBeVisibleAsync(Patiently);
        await page.WaitUntilInteractiveAsync();
        var link = page.Page.GetByRole(AriaRole.Link, new() { Name = "Download ZIP" });
        await page.TabToAsync(link);
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.Keyboard.PressAsync("Enter"));

        await AssertManifestHoldsAsync((await download.PathAsync())!, ads: 2);
        page.AssertNoProblems();
    }

    private static async Task SignInAsync(AppPage page)
    {
        await page.Page.GotoAsync("/ads/new");
        await page.PressAsync(page.Page.GetByRole(AriaRole.Button, new() { Name = "marketer@demo.local" }), "Enter");
        await page.Page.WaitForURLAsync("**/ads/new");
        await page.WaitUntilInteractiveAsync();
    }

    private static async Task OrderAsync(AppPage page)
    {
        await ChooseAsync(page, "Brand", "Northwind Tea");
        await ChooseAsync(page, "Product", "Morning Calm");
        var variations = page.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Variations" });
        if (!await variations.IsVisibleAsync())
        {
            await page.PressAsync(page.Page.GetByRole(AriaRole.Button, new() { Name = "Hooks" }).First, "Enter");
        }

        await page.TabToAsync(variations);
        await page.Page.Keyboard.PressAsync("Control+a");
        await page.Page.Keyboard.TypeAsync("2");
        await page.PressAsync(page.Page.GetByRole(AriaRole.Button, new() { Name = "Placements" }).First, "Enter");
        await page.PressAsync(page.Page.GetByRole(AriaRole.Button, new() { Name = "Meta set" }), "Space");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = GenerateTwo() })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Control+Enter");
        await page.Page.WaitForURLAsync("**/ads/runs/*");
    }

    private static async Task ApproveAllAsync(AppPage page, int ads)
    {
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(ads, new() { Timeout = 120_000 });
        await page.PressAsync(page.Page.GetByRole(AriaRole.Link, new() { Name = "Review", Exact = true }), "Enter");
        await Expect(page.Page.Locator(".desk[data-ready]")).ToBeVisibleAsync(Patiently);
        for (var ad = 1; ad <= ads; ad++)
        {
            await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = $"Ad {ad}, version 1", Exact = true })).ToBeVisibleAsync(Patiently);
            await Expect(page.Page.Locator("[data-key=a]")).ToBeEnabledAsync();
            await page.Page.Keyboard.PressAsync("a");
            await Expect(page.Page.GetByText(Approved())).ToBeVisibleAsync(Patiently);
            await page.Page.Keyboard.PressAsync("ArrowRight");
        }
    }

    /// <summary>Types into a field that finds, and takes what it found.</summary>
    private static async Task ChooseAsync(AppPage page, string field, string name)
    {
        var box = page.Page.GetByRole(AriaRole.Combobox, new() { Name = field });
        await page.TabToAsync(box);
        await page.Page.Keyboard.PressAsync("Control+a");
        await page.Page.Keyboard.TypeAsync(name);
        await Expect(page.Page.GetByRole(AriaRole.Option, new() { Name = name })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(box).ToHaveValueAsync(name);
    }

    private static async Task AssertManifestHoldsAsync(string path, int ads)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, Stop);
        await using var manifest = await archive.GetEntry("manifest.json")!.OpenAsync(Stop);
        using var read = await JsonDocument.ParseAsync(manifest, cancellationToken: Stop);
        var files = read.RootElement.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(ads, files.Count(f => f.GetProperty("placement").GetString() == Rooms[1]));
        Assert.All(Rooms, room => Assert.Contains(files, f => f.GetProperty("placement").GetString() == room));
        foreach (var file in files)
        {
            await using var bytes = await archive.GetEntry(file.GetProperty("file").GetString()!)!.OpenAsync(Stop);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, Stop)));
            Assert.Equal("Mara Marketer", file.GetProperty("approved_by").GetString()!.Split(" <")[0]);
        }
    }

    [GeneratedRegex(@"^Generate ads \(2\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GenerateTwo();

    [GeneratedRegex("Version 1 approved by Mara Marketer", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Approved();
}
