using AdCreator.Core.Demo.Pictures;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Demo;

public sealed class DemoPictureTests : IDisposable
{
    private readonly DemoClient client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("1:1", "1K", 1024, 1024, 1120)]
    [InlineData("4:5", "1K", 928, 1152, 1120)]
    [InlineData("9:16", "1K", 768, 1376, 1120)]
    [InlineData("16:9", "2K", 2752, 1536, 1680)]
    public async Task Pictures_have_the_size_and_the_tokens_of_the_real_model(string ratio, string size, int width, int height, int tokens)
    {
        var answer = await DrawAsync(1, ratio, size);

        using var picture = SKBitmap.Decode(DemoClient.PictureOf(answer))!;
        Assert.Equal((width, height), (picture.Width, picture.Height));
        var detail = Assert.Single(answer["usageMetadata"]!["candidatesTokensDetails"]!.AsArray())!;
        Assert.Equal(("IMAGE", tokens), (detail["modality"]!.ToString(), (int)detail["tokenCount"]!));
        Assert.True(DemoClient.Count(answer, "candidatesTokenCount") > tokens, "The words beside the picture are counted, but not listed.");
    }

    [Fact]
    public async Task A_seed_makes_a_picture_repeatable_and_another_seed_another_one()
    {
        var (first, again, other) = (await DrawAsync(5), await DrawAsync(5), await DrawAsync(6));

        Assert.Equal(DemoClient.PictureOf(first), DemoClient.PictureOf(again));
        Assert.NotEqual(DemoClient.PictureOf(first), DemoClient.PictureOf(other));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Every_style_shows_the_product_and_leaves_the_top_calm(int seed)
    {
        using var picture = SKBitmap.Decode(DemoClient.PictureOf(await DrawAsync(seed)))!;

        var red = Pixels(picture, 0, picture.Height).Count(c => c.Red > 150 && c.Green < 70 && c.Blue < 80);
        Assert.InRange(red / (double)(picture.Width * picture.Height), 0.05, 0.35);
        Assert.DoesNotContain(Pixels(picture, 0, picture.Height / 3), c => c is { Red: > 180, Green: < 50, Blue: < 60 });
        Assert.True(SpreadOf(picture, picture.Height / 4) < 30, $"The top varies by {SpreadOf(picture, picture.Height / 4):F1}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public async Task Where_the_prompt_wants_no_product_its_place_is_free_and_lit(int seed)
    {
        const string Words = "Product: Morning Calm\nLeave the place of the product empty: draw no product.";
        var config = $$$"""{"seed":{{{seed}}},"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"4:5"}}""";

        using var empty = SKBitmap.Decode(DemoClient.PictureOf(await client.GenerateAsync(Words, config, model: DemoClient.ImageModel, picture: DemoClient.ProductPhoto())))!;
        using var full = SKBitmap.Decode(DemoClient.PictureOf(await DrawAsync(seed)))!;

        Assert.DoesNotContain(Pixels(empty, 0, empty.Height), c => c is { Red: > 180, Green: < 50, Blue: < 60 });
        Assert.Contains(Pixels(full, 0, full.Height), c => c is { Red: > 180, Green: < 50, Blue: < 60 });
        Assert.Equal(SpreadOf(full, empty.Height / 5), SpreadOf(empty, empty.Height / 5), 8.0);
    }

    [Fact]
    public async Task Where_the_prompt_wants_the_left_empty_the_product_stands_right()
    {
        var answer = await client.GenerateAsync("Leave the left half empty.", """{"seed":3,"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"1:1"}}""", model: DemoClient.ImageModel, picture: DemoClient.ProductPhoto());

        using var picture = SKBitmap.Decode(DemoClient.PictureOf(answer))!;
        var columns = Enumerable.Range(0, picture.Width).Where(x => Enumerable.Range(0, picture.Height).Count(y => picture.GetPixel(x, y) is { Red: > 180, Green: < 50, Blue: < 60 }) > 50).ToArray();
        Assert.InRange(columns.Min(), picture.Width / 2, picture.Width);
    }

    [Fact]
    public async Task Trouble_that_is_asked_for_comes()
    {
        const string Config = """{"responseModalities":["IMAGE"]}""";

        var blocked = await client.GenerateAsync("[demo:blocked-picture]", Config, model: DemoClient.ImageModel);
        var words = await client.GenerateAsync("[demo:no-image]", Config, model: DemoClient.ImageModel);

        Assert.Equal("IMAGE_SAFETY", blocked["candidates"]![0]!["finishReason"]!.ToString());
        Assert.Null(blocked["candidates"]![0]!["content"]);
        Assert.Equal("NO_IMAGE", words["candidates"]![0]!["finishReason"]!.ToString());
        Assert.NotEmpty(DemoClient.TextOf(words));
    }

    [Fact]
    public void A_product_on_an_even_ground_is_cut_out()
    {
        using var photo = SKBitmap.Decode(DemoClient.ProductPhoto())!;

        using var cut = BorderFlood.Cut(photo)!;

        Assert.InRange(cut.Width, 114, 122);
        Assert.InRange(cut.Height, 252, 262);
        Assert.True(cut.GetPixel(60, 100).Red > 180);
    }

    [Fact]
    public void A_busy_photo_is_left_whole()
    {
        using var photo = new SKBitmap(200, 200);
        for (var i = 0; i < 40_000; i++)
        {
            photo.SetPixel(i % 200, i / 200, new SKColor((byte)(i * 37), (byte)(i * 91), (byte)(i * 13)));
        }

        Assert.Null(BorderFlood.Cut(photo));
    }

    private Task<System.Text.Json.Nodes.JsonObject> DrawAsync(int seed, string ratio = "4:5", string size = "1K") =>
        client.GenerateAsync("Product: Morning Calm", $$$"""{"seed":{{{seed}}},"responseModalities":["TEXT","IMAGE"],"imageConfig":{"aspectRatio":"{{{ratio}}}","imageSize":"{{{size}}}"}}""", model: DemoClient.ImageModel, picture: DemoClient.ProductPhoto());

    private static IEnumerable<SKColor> Pixels(SKBitmap picture, int from, int to) =>
        Enumerable.Range(from, to - from).SelectMany(y => Enumerable.Range(0, picture.Width).Select(x => picture.GetPixel(x, y)));

    private static double SpreadOf(SKBitmap picture, int rows)
    {
        var values = Pixels(picture, 0, rows).Select(c => (c.Red + c.Green + c.Blue) / 3d).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
