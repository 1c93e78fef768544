using System.Text.RegularExpressions;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Files;
using AdCreator.Tests.Imaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AdCreator.Tests.Brands.Pictures;

/// <summary>The product page's pictures in a browser: cutting out, the brush by pointer and by keyboard, a transparent file.</summary>
public sealed partial class TouchUpTests
{
    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 360)]
    public async Task A_picture_is_cut_out_touched_up_and_its_cutout_replaced(string theme, int width)
    {
        await using var app = await TestApp.StartAsync();
        var studio = await Studio.AddAsync(app, "Brush");
        await using var page = await Browser.OpenAsync(app, await app.SignInAsync(studio.Member), theme, width);
        await page.GoAsync($"/products/{studio.ProductId}");
        var tile = page.Page.GetByRole(AriaRole.Article, new() { Name = "Picture 1" });
        await Expect(tile).ToContainTextAsync("We are sure of this cut-out", new() { Timeout = 60_000 });
        var before = await CutoutAsync(app, studio);

        await tile.GetByRole(AriaRole.Button, new() { NameRegex = TouchUpName() }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog);
        var canvas = dialog.GetByRole(AriaRole.Application);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeEnabledAsync();
        await page.AssertAccessibleAsync("touch up");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Nothing to undo");

        // One stroke across the bottle by pointer, undone; then one by keyboard, kept.
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = (await canvas.BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.4f));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.45f), new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        Assert.InRange(await AlphaAtAsync(canvas, 0.5, 0.42), 1, 200);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Eventually.TrueAsync(async () => await AlphaAtAsync(canvas, 0.5, 0.42) == 255);
        await canvas.FocusAsync();
        await page.Page.Keyboard.DownAsync("Space");
        for (var k = 0; k < 3; k++)
        {
            await page.Page.Keyboard.PressAsync("Shift+ArrowDown");
        }

        await page.Page.Keyboard.UpAsync("Space");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save cut-out" }).ClickAsync();
        await Expect(tile).ToContainTextAsync("Confirmed by a person");

        var after = await CutoutAsync(app, studio);
        Assert.Equal(after.Width, before.Width);
        Assert.InRange(Enumerable.Range(0, before.Height).Count(y => before.GetPixel(before.Width / 2, y).Alpha > 200 && after.GetPixel(before.Width / 2, y).Alpha < 50), 20, 400);
        await page.AssertAccessibleAsync("product");
        await page.AssertNoSidewaysScrollAsync("product");
        page.AssertNoProblems();
    }

    [Fact]
    public async Task A_second_picture_brings_its_transparency_and_becomes_the_main_one_without_losing_what_is_typed()
    {
        await using var app = await TestApp.StartAsync();
        var studio = await Studio.AddAsync(app, "Second");
        await using var page = await Browser.OpenAsync(app, await app.SignInAsync(studio.Member));
        await page.GoAsync($"/products/{studio.ProductId}");
        await Expect(page.Page.GetByRole(AriaRole.Article, new() { Name = "Picture 1" })).ToContainTextAsync("sure", new() { Timeout = 60_000 });
        await page.Page.GetByLabel("Product name").FillAsync("Typed meanwhile");

        using var product = DrawnProduct.Bottle();
        await page.Page.GetByLabel("Another picture").ChooseFileAsync(new FilePayload { Name = "cut.png", MimeType = "image/png", Buffer = PictureFiles.Encode(product) });
        var second = page.Page.GetByRole(AriaRole.Article, new() { Name = "Picture 2" });
        await Expect(second).ToContainTextAsync("Confirmed by a person", new() { Timeout = 60_000 });
        await second.GetByRole(AriaRole.Button, new() { NameRegex = MoreName() }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Make main" }).ClickAsync();
        await Expect(second).ToContainTextAsync("Main picture");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Save product" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Typed meanwhile" })).ToBeVisibleAsync();

        await using var scope = app.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<ProductService>().FindAsync(studio.Member, studio.ProductId, TestContext.Current.CancellationToken);
        Assert.Equal("Typed meanwhile", stored!.Input.Name);
        Assert.NotEqual(studio.BlobId, stored.Input.PictureBlobId);
        page.AssertNoProblems();
    }

    private static async Task<SKBitmap> CutoutAsync(TestApp app, Studio studio)
    {
        var token = TestContext.Current.CancellationToken;
        var usable = Assert.IsType<CutoutAnswer.Usable>(await app.Services.GetRequiredService<ProductCutouts>().EnsureAsync(studio.OrganizationId, studio.ProductId, token));
        var blob = await app.Services.GetRequiredService<BlobStore>().ReadAsync(studio.OrganizationId, usable.CutoutBlobId, token);
        return SKBitmap.Decode(blob!.Bytes.Span)!;
    }

    /// <summary>How opaque the canvas is at a place in parts of its sides; what is erased shows faintly.</summary>
    private static Task<int> AlphaAtAsync(ILocator canvas, double x, double y) => canvas.EvaluateAsync<int>(
        "(c, at) => c.getContext('2d').getImageData(c.width * at[0], c.height * at[1], 1, 1).data[3]", new[] { x, y });

    [GeneratedRegex("^Touch up", RegexOptions.None, 1000)]
    private static partial Regex TouchUpName();

    [GeneratedRegex("^More", RegexOptions.None, 1000)]
    private static partial Regex MoreName();
}
