using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;
using AdCreator.Tests.Imaging.Designs;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging;

public sealed class PictureHashTests
{
    [Fact]
    public void Smaller_and_coarser_copies_are_the_same_picture()
    {
        var picture = ScenePictures.Thicket();
        using var bitmap = SKBitmap.Decode(picture)!;
        var coarse = PicturePixels.EncodeJpeg(bitmap, 50, SKJpegEncoderDownsample.Downsample420).Bytes;

        Assert.True(PictureHash.Distance(PictureHash.Of(picture), PictureHash.Of(coarse)) <= PictureHash.SameBits);
        Assert.True(PictureHash.Distance(PictureHash.Of(picture), PictureHash.Of(PictureScaler.Thumbnail(picture, 300).Bytes)) <= PictureHash.SameBits);
    }

    [Fact]
    public void Another_scene_is_another_picture()
    {
        Assert.True(PictureHash.Distance(PictureHash.Of(ScenePictures.Thicket()), PictureHash.Of(ScenePictures.Room())) > PictureHash.SameBits);
    }

    [Fact]
    public void Another_headline_on_the_same_picture_is_found()
    {
        var first = Hash("Steep. Sip. Stay calm.");
        var second = Hash("A cup for quiet days.");

        Assert.True(PictureHash.Distance(first, second) <= PictureHash.SameBits, $"{PictureHash.Distance(first, second)}");

        static ulong Hash(string headline) => ((ComposedAd.Composed)OneAd.Compose(
            AdStudioTests.Artwork() with { Headline = headline }, new AdCanvas { Width = 1080, Height = 1350 })).Hash;
    }
}
