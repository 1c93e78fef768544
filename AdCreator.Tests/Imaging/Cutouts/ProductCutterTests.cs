using AdCreator.Core.Imaging.Cutouts;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging.Cutouts;

public sealed class ProductCutterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0xFFE9E4DA)]
    [InlineData(0xFF3A4450)]
    public void A_product_on_a_plain_ground_is_cut_out_along_its_edge(uint ground)
    {
        using var product = DrawnProduct.Bottle();

        var cut = Assert.IsType<CutoutResult.Cut>(ProductCutter.Cut(DrawnProduct.StudioPhoto(product, ground), Token));

        Assert.Equal(CutoutTrust.Good, cut.Trust);
        Assert.InRange(cut.Confidence, 0.95, 1);
        Assert.Equal((640, 640, "image/png"), (cut.Picture.Width, cut.Picture.Height, cut.Picture.MediaType));
        using var picture = SKBitmap.Decode(cut.Picture.Bytes.Span)!;
        Assert.InRange(OverlapOf(picture, product, 140, 60), 0.97, 1);
    }

    [Fact]
    public void The_edge_keeps_nothing_of_the_ground()
    {
        using var product = DrawnProduct.Bottle();

        var cut = Assert.IsType<CutoutResult.Cut>(ProductCutter.Cut(DrawnProduct.StudioPhoto(product, SKColors.White), Token));

        using var picture = SKBitmap.Decode(cut.Picture.Bytes.Span)!;
        // The bottle's left side, half way down its plain part: dark from the first pixel that is seen.
        var row = Enumerable.Range(130, 60).Select(x => picture.GetPixel(x, 220)).Where(c => c.Alpha > 100).ToList();
        Assert.NotEmpty(row);
        Assert.All(row, c => Assert.InRange((int)c.Red, 0, 120));
    }

    [Fact]
    public void A_transparent_picture_is_a_cutout_already()
    {
        using var product = DrawnProduct.Bottle();
        using var wide = new SKBitmap(640, 640);
        using var canvas = new SKCanvas(wide);
        canvas.DrawBitmap(product, 140, 60, SKSamplingOptions.Default);
        canvas.Flush();

        Assert.IsType<CutoutResult.AlreadyTransparent>(ProductCutter.Cut(PictureFiles.Encode(wide), Token));
    }

    [Fact]
    public void A_busy_ground_needs_a_transparent_picture()
    {
        using var product = DrawnProduct.Bottle();

        var cut = Assert.IsType<CutoutResult.Cut>(ProductCutter.Cut(DrawnProduct.Ad(product), Token));

        Assert.Equal(CutoutTrust.NeedsTransparentPicture, cut.Trust);
        Assert.InRange(cut.Confidence, 0, 0.899);
    }

    [Fact]
    public void A_picture_of_nothing_needs_another_one()
    {
        var cut = Assert.IsType<CutoutResult.Cut>(ProductCutter.Cut(PictureFiles.Png(300, 300, SKColors.Beige), Token));

        Assert.Equal(CutoutTrust.NeedsTransparentPicture, cut.Trust);
    }

    [Fact]
    public void What_is_no_picture_is_said() =>
        Assert.Contains("cannot be read", Assert.IsType<CutoutResult.Unavailable>(ProductCutter.Cut(new byte[] { 1, 2, 3 }, Token)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Touching_up_takes_the_brush_and_keeps_the_clean_edge()
    {
        using var product = DrawnProduct.Bottle();
        var photo = DrawnProduct.StudioPhoto(product, SKColors.White);
        var cut = Assert.IsType<CutoutResult.Cut>(ProductCutter.Cut(photo, Token));
        using var before = SKBitmap.Decode(cut.Picture.Bytes.Span)!;
        using var brushed = before.Copy();
        brushed.Erase(SKColors.Transparent, new SKRectI(0, 0, 640, 170));

        var done = Assert.IsType<TouchUpResult.Done>(CutoutTouchUp.Apply(photo, cut.Picture.Bytes, PictureFiles.Encode(brushed)));

        using var after = SKBitmap.Decode(done.Cutout.Bytes.Span)!;
        Assert.Equal(0, after.GetPixel(320, 100).Alpha);
        Assert.Equal(255, before.GetPixel(320, 100).Alpha);
        Assert.Equal(before.GetPixel(320, 400), after.GetPixel(320, 400));
    }

    [Fact]
    public void Touching_up_refuses_another_size_and_an_empty_picture()
    {
        var photo = PictureFiles.Png(300, 300, SKColors.Beige);
        using var product = DrawnProduct.Bottle();

        var otherSize = Assert.IsType<TouchUpResult.Refused>(CutoutTouchUp.Apply(photo, null, PictureFiles.Encode(product)));
        var empty = Assert.IsType<TouchUpResult.Refused>(CutoutTouchUp.Apply(photo, null, PictureFiles.Png(300, 300, SKColors.Transparent)));

        Assert.Contains("instead of 300 x 300", otherSize.Reason, StringComparison.Ordinal);
        Assert.Contains("Nothing is left", empty.Reason, StringComparison.Ordinal);
    }

    /// <summary>Intersection over union of what is opaque, with the product drawn at a place.</summary>
    private static double OverlapOf(SKBitmap picture, SKBitmap product, int left, int top)
    {
        var (both, either) = (0, 0);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (px, py) = (x - left, y - top);
                var isProduct = px >= 0 && py >= 0 && px < product.Width && py < product.Height && product.GetPixel(px, py).Alpha > 127;
                var isCut = picture.GetPixel(x, y).Alpha > 127;
                both += isProduct && isCut ? 1 : 0;
                either += isProduct || isCut ? 1 : 0;
            }
        }

        return (double)both / either;
    }
}
