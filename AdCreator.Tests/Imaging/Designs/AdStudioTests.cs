using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging.Designs;

public sealed class AdStudioTests
{
    [Theory]
    [InlineData(1080, 1080)]
    [InlineData(1080, 1350)]
    [InlineData(1080, 1920)]
    [InlineData(1920, 1080)]
    [InlineData(1200, 628)]
    [InlineData(1000, 1500)]
    [InlineData(728, 90)]
    [InlineData(160, 600)]
    [InlineData(300, 250)]
    public void A_placed_product_keeps_its_own_colors(int width, int height)
    {
        var ad = Compose(Artwork(), width, height);

        using var bitmap = SKBitmap.Decode(ad.Picture.Bytes.Span)!;
        var product = ad.Geometry.Product!.Value;
        var label = bitmap.GetPixel(product.Left + (product.Width / 2), product.Top + (product.Height / 2));
        var body = bitmap.GetPixel(product.Left + (product.Width / 2), product.Top + (product.Height * 15 / 100));
        Assert.InRange(LabColor.Of(label).DistanceTo(LabColor.Of(new SKColor(0xF4, 0xD0, 0x3F))), 0, 2.5);
        Assert.InRange(LabColor.Of(body).DistanceTo(LabColor.Of(new SKColor(0x1E, 0x6F, 0x6A))), 0, 2.5);
    }

    [Theory]
    [InlineData(1080, 1080, 0.28)]
    [InlineData(1080, 1350, 0.28)]
    [InlineData(1200, 628, 0.5)]
    [InlineData(728, 90, 0.6)]
    [InlineData(300, 600, 0.28)]
    public void A_placed_product_is_not_tiny(int width, int height, double share)
    {
        var product = Compose(Artwork(), width, height).Geometry.Product!.Value;

        Assert.True(product.Height >= height * share, $"{product}");
    }

    [Fact]
    public void The_product_stands_on_the_scenes_ground()
    {
        var ad = Compose(Artwork(), 1080, 1350);

        var foot = (double)ad.Geometry.Product!.Value.Bottom / 1350;
        var inScene = ad.Geometry.SceneWindow.Top + (foot * ad.Geometry.SceneWindow.Height);
        Assert.InRange(inScene, 0.64, 0.98);
    }

    [Fact]
    public void A_crop_that_would_cut_the_product_asks_for_a_picture_of_its_own()
    {
        var artwork = Artwork() with { Cutout = null, ProductBox = new RelativeBox(0.05, 0.4, 0.9, 0.5) };

        using var studio = AdStudio.Open(artwork);

        Assert.IsType<ComposedAd.NeedsOwnPicture>(studio.Compose(new AdCanvas { Width = 1080, Height = 1920 }));
    }

    [Theory]
    [InlineData(1080, 1080)]
    [InlineData(1080, 1350)]
    [InlineData(1200, 628)]
    [InlineData(728, 90)]
    [InlineData(160, 600)]
    public void Crops_keep_a_product_in_the_scene_whole_and_words_off_it(int width, int height)
    {
        var ad = Compose(Artwork() with { Cutout = null, ProductBox = new RelativeBox(0.3, 0.45, 0.4, 0.42) }, width, height);

        var product = ad.Geometry.Product!.Value;
        Assert.True(product is { Left: >= 0, Top: >= 0 } && product.Right <= width && product.Bottom <= height, $"{product}");
        Assert.DoesNotContain(ad.Geometry.TextBoxes, b => b.Left < product.Right && b.Right > product.Left && b.Top < product.Bottom && b.Bottom > product.Top);
    }

    [Fact]
    public void A_persons_text_box_is_kept_and_the_product_moves_away()
    {
        var wanted = new RelativeBox(0.1, 0.6, 0.8, 0.3);
        using var studio = AdStudio.Open(Artwork());

        var ad = Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1350, TextBox = wanted }));

        Assert.InRange(ad.Geometry.Text.Top, 809, 815);
        Assert.True(ad.Geometry.Product!.Value.Bottom <= ad.Geometry.Text.Top, $"{ad.Geometry.Product}");
    }

    [Fact]
    public void A_focus_moves_the_crop()
    {
        using var studio = AdStudio.Open(Artwork() with { Scene = ScenePictures.Room(1376, 768) });

        var left = Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080, Focus = new RelativePoint(0.1, 0.5) }));
        var right = Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080, Focus = new RelativePoint(0.9, 0.5) }));

        Assert.True(left.Geometry.SceneWindow.Left < right.Geometry.SceneWindow.Left);
    }

    [Fact]
    public void A_preview_has_the_files_layout()
    {
        using var studio = AdStudio.Open(Artwork());
        var canvas = new AdCanvas { Width = 1440, Height = 1800 };

        var file = Assert.IsType<ComposedAd.Composed>(studio.Compose(canvas));
        var preview = Assert.IsType<ComposedAd.Composed>(studio.Preview(canvas));

        Assert.Equal((384, 480), (preview.Picture.Width, preview.Picture.Height));
        Assert.Equal(file.Geometry.Text, preview.Geometry.Text);
        Assert.True(PictureHash.Distance(file.Hash, preview.Hash) <= PictureHash.SameBits);
    }

    [Fact]
    public void Without_text_the_crop_stays_the_same()
    {
        using var studio = AdStudio.Open(Artwork());

        var with = Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080 }));
        var without = Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080, DrawsText = false }));

        Assert.Equal(with.Geometry.Product, without.Geometry.Product);
        Assert.Equal(with.Geometry.SceneWindow, without.Geometry.SceneWindow);
        Assert.False(with.Picture.Bytes.Span.SequenceEqual(without.Picture.Bytes.Span));
    }

    [Fact]
    public void An_empty_cutout_is_refused_in_words()
    {
        using var empty = new SKBitmap(new SKImageInfo(40, 40, SKColorType.Rgba8888, SKAlphaType.Premul));
        empty.Erase(SKColors.Transparent);

        using var studio = AdStudio.Open(Artwork() with { Cutout = PicturePixels.EncodePng(empty).Bytes });

        Assert.Equal(RefusalCause.Picture, Assert.IsType<ComposedAd.Refused>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080 })).Cause);
    }

    internal static AdArtwork Artwork() => new()
    {
        Scene = ScenePictures.Room(),
        Cutout = ScenePictures.Product(),
        Headline = "Steep. Sip. Stay calm.",
        Offer = "20 % off this week",
        BrandName = "Northwind Tea",
        MainColor = "#B4532A",
        Colors = ["#F4E3C1"],
    };

    private static ComposedAd.Composed Compose(AdArtwork artwork, int width, int height) =>
        Assert.IsType<ComposedAd.Composed>(OneAd.Compose(artwork, new AdCanvas { Width = width, Height = height }));
}
