using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.WholeWay;

/// <summary>What a marketer does in the app, step by step, by roles and names alone.</summary>
internal sealed partial class WayThroughTheApp(AppPage browser)
{
    private IPage Page => browser.Page;

    /// <summary>Makes a brand, and a product with its picture from a file; gives the product page.</summary>
    public async Task MakeBrandAndProductAsync(string brand, string product)
    {
        await browser.GoAsync("/brands");
        await Button("New brand").ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(brand);
        await dialog.GetByLabel("Tone").FillAsync("warm, plain, never shouting");
        await browser.AssertAccessibleAsync("new brand");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create brand" }).ClickAsync();
        await Page.WaitForURLAsync(new Regex("/brands/[0-9a-f-]{36}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await Button("Add the first product").ClickAsync();
        dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Product picture").ChooseFileAsync(new FilePayload { Name = "bottle.png", MimeType = "image/png", Buffer = Studio.PictureFile() });
        await Expect(dialog.GetByRole(AriaRole.Img, new() { Name = "The new product" })).ToBeVisibleAsync();
        await dialog.GetByLabel("Product name").FillAsync(product);
        await dialog.GetByLabel("Price").FillAsync("24");
        await browser.AssertAccessibleAsync("new product");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create product" }).ClickAsync();
        await Page.WaitForURLAsync(new Regex("/products/[0-9a-f-]{36}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = product })).ToBeVisibleAsync();
        await browser.AssertAccessibleAsync("product");
    }

    /// <summary>Orders ads after the price is seen, reloads in the middle, and waits until every ad is finished.</summary>
    public async Task MakeAdsAsync(string brand, string product, int count)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Make ads" }).ClickAsync();
        await Page.WaitForURLAsync("**/ads/new?**");
        await Expect(Page.GetByRole(AriaRole.Combobox, new() { Name = "Brand" })).ToHaveValueAsync(brand);
        await Expect(Page.GetByRole(AriaRole.Combobox, new() { Name = "Product" })).ToHaveValueAsync(product);
        await Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Variations" }).FillAsync(count.ToString(CultureInfo.InvariantCulture));
        var generate = Page.GetByRole(AriaRole.Button, new() { NameRegex = GenerateName() });
        await Expect(generate).ToContainTextAsync($"({count})");
        await Expect(generate).ToHaveAccessibleDescriptionAsync(PriceText());
        await browser.AssertAccessibleAsync("ad creator");
        await generate.ClickAsync();

        await Page.WaitForURLAsync("**/ads/runs/*");
        await Expect(Page.GetByRole(AriaRole.Progressbar, new() { Name = "Generation progress" })).ToBeVisibleAsync();
        Assert.True(await Page.GetByRole(AriaRole.Button, new() { Name = "Approve" }).CountAsync() < count, "All ads were finished before the reload could come in the middle.");
        await Page.ReloadAsync();
        await browser.WaitUntilInteractiveAsync();
        for (var number = 1; number <= count; number++)
        {
            await Expect(Ad(number).GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        }

        await browser.AssertAccessibleAsync("finished ads");
    }

    public async Task ApproveAsync(int number)
    {
        var approve = Ad(number).GetByRole(AriaRole.Button, new() { Name = "Approve" });
        await approve.ClickAsync();
        await Expect(approve).ToHaveAttributeAsync("aria-pressed", "true");
    }

    public async Task RejectAsync(int number, string reason)
    {
        await Ad(number).GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Ad(number).GetByRole(AriaRole.Button, new() { Name = reason }).ClickAsync();
        await browser.AssertAccessibleAsync("rejecting");
        await Ad(number).GetByRole(AriaRole.Button, new() { Name = "Reject ad" }).ClickAsync();
        await Expect(Ad(number)).ToContainTextAsync($"Rejected: {reason}");
    }

    /// <summary>Downloads an ad; gives name and bytes.</summary>
    public async Task<(string Name, byte[] Bytes)> DownloadAsync(int number)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Ad(number).GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllBytesAsync((await download.PathAsync())!));
    }

    /// <summary>The exact figure of "Total cost" on the usage page.</summary>
    public async Task<decimal> ReadTotalCostAsync()
    {
        await browser.GoAsync("/usage");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Usage", Exact = true })).ToBeVisibleAsync();
        foreach (var table in new[] { "By model", "By operation", "By user", "Recent activity" })
        {
            await Expect(Page.GetByRole(AriaRole.Table, new() { Name = table })).ToBeVisibleAsync();
        }

        await browser.AssertAccessibleAsync("usage");
        var value = await Page.GetByRole(AriaRole.Region, new() { Name = "Total cost" }).Locator("data").First.GetAttributeAsync("value");
        return decimal.Parse(value!, CultureInfo.InvariantCulture);
    }

    /// <summary>The lines of the exported file, header first.</summary>
    public async Task<string[]> ExportAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Button("Export CSV").ClickAsync());
        var text = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Opens the newest picture call; gives its cost and the sum of its line items.</summary>
    public async Task<(decimal Cost, decimal Sum)> OpenPictureCallAsync()
    {
        await Page.GetByRole(AriaRole.Table, new() { Name = "Recent activity" }).GetByRole(AriaRole.Link, new() { NameRegex = PictureCall() }).First.ClickAsync();
        await Page.WaitForURLAsync("**call=**");
        var cost = await Page.GetByRole(AriaRole.Region, new() { Name = "Cost of this call" }).Locator("data").First.GetAttributeAsync("value");
        var rows = await Page.GetByRole(AriaRole.Table, new() { Name = "Line items" }).Locator("tbody tr").AllAsync();
        var sum = 0m;
        foreach (var row in rows)
        {
            sum += decimal.Parse((await row.Locator("td").Last.InnerTextAsync()).TrimStart('$'), CultureInfo.InvariantCulture);
        }

        await browser.AssertAccessibleAsync("one call");
        return (decimal.Parse(cost!, CultureInfo.InvariantCulture), sum);
    }

    /// <summary>Width and height of a picture file.</summary>
    public static (int Width, int Height) SizeOf(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var codec = SKCodec.Create(stream);
        return (codec.Info.Width, codec.Info.Height);
    }

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    private ILocator Ad(int number) => Page.GetByRole(AriaRole.Article, new() { Name = $"Ad {number}", Exact = true });

    [GeneratedRegex("^Generate ads", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GenerateName();

    [GeneratedRegex(@"at most \$\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PriceText();

    [GeneratedRegex("^Draw picture ?, Succeeded", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PictureCall();
}
