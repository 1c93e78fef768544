using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;
using AdCreator.Core.Imaging.Encoders;
using AdCreator.Tests.Imaging.Designs;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging.Encoders;

public sealed class PictureMetadataTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_packet_is_read_as_it_was_written(bool isPng)
    {
        using var bitmap = Bitmap();
        var file = isPng ? PicturePixels.EncodePng(bitmap) : PicturePixels.EncodeJpeg(bitmap);
        var packet = XmpPacket.Of(PictureOrigin.CompositeWithModel, "Tea & <calm> שקט 🍵");

        var written = PictureMetadata.Write(file.Bytes.Span, packet);

        Assert.Null(PictureMetadata.Read(file.Bytes.Span));
        Assert.Equal(packet, PictureMetadata.Read(written));
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia", packet.DigitalSourceType);
        using var again = SKBitmap.Decode(written)!;
        Assert.Equal((bitmap.Width, bitmap.Height), (again.Width, again.Height));
    }

    [Theory]
    [InlineData(true, "compositeWithTrainedAlgorithmicMedia")]
    [InlineData(false, "trainedAlgorithmicMedia")]
    public void Each_file_tells_how_it_was_made(bool isPlaced, string type)
    {
        var artwork = AdStudioTests.Artwork() with { AltText = "A box of tea on a table" };

        var ad = (ComposedAd.Composed)OneAd.Compose(isPlaced ? artwork : artwork with { Cutout = null }, new AdCanvas { Width = 1080, Height = 1080 });

        var packet = PictureMetadata.Read(ad.Picture.Bytes.Span)!;
        Assert.EndsWith("/" + type, packet.DigitalSourceType, StringComparison.Ordinal);
        Assert.Equal("A box of tea on a table", packet.Description);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(150_000)]
    public void A_file_is_as_fine_as_its_cap_allows(int cap)
    {
        var artwork = AdStudioTests.Artwork() with { Scene = ScenePictures.Thicket() };

        var ad = Assert.IsType<ComposedAd.Composed>(OneAd.Compose(artwork, new AdCanvas { Width = 600, Height = 600, File = new FileTarget(cap) }));

        Assert.True(ad.Picture.Bytes.Length <= cap, $"{ad.Picture.Bytes.Length}");
        Assert.InRange(ad.Quality, 60, 92);
    }

    [Fact]
    public void A_firm_cap_refuses_and_a_doubtful_one_does_not()
    {
        var artwork = AdStudioTests.Artwork() with { Scene = ScenePictures.Thicket() };
        var canvas = new AdCanvas { Width = 1080, Height = 1080, File = new FileTarget(20_000) };

        Assert.Equal(RefusalCause.TooManyBytes, Assert.IsType<ComposedAd.Refused>(OneAd.Compose(artwork, canvas)).Cause);
        Assert.IsType<ComposedAd.Composed>(OneAd.Compose(artwork, canvas with { File = new FileTarget(20_000, CapIsFirm: false) }));
    }

    [Fact]
    public void A_png_is_a_png()
    {
        var ad = Assert.IsType<ComposedAd.Composed>(OneAd.Compose(AdStudioTests.Artwork(), new AdCanvas { Width = 300, Height = 250, File = new FileTarget(IsPng: true) }));

        Assert.Equal("image/png", ad.Picture.MediaType);
        Assert.NotNull(PictureMetadata.Read(ad.Picture.Bytes.Span));
    }

    private static SKBitmap Bitmap()
    {
        var bitmap = new SKBitmap(new SKImageInfo(64, 48, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Teal);
        return bitmap;
    }
}
