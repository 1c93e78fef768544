using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging.Designs;

public sealed class AdStudioCopyTests
{
    [Theory]
    [InlineData("Morgens eine Tasse Ruhe", false)]
    [InlineData("Тихое утро начинается здесь", false)]
    [InlineData("Ένα ήσυχο πρωινό", false)]
    [InlineData("صباح هادئ مع كوب شاي", true)]
    [InlineData("שקט של בוקר עם כוס תה", true)]
    public void Every_script_stands_at_its_own_side(string headline, bool right)
    {
        var ad = Compose(AdStudioTests.Artwork() with { Headline = headline }, 1080, 1080);

        var middle = ad.Geometry.Headline.Left + (ad.Geometry.Headline.Width / 2);
        Assert.Equal(right, middle > 540);
    }

    [Fact]
    public void A_banner_mirrors_for_right_to_left_words()
    {
        var ad = Compose(AdStudioTests.Artwork() with { Headline = "صباح هادئ" }, 728, 90);

        Assert.True(ad.Geometry.Product!.Value.Right < 364, $"{ad.Geometry.Product}");
        Assert.True(ad.Geometry.Headline.Left > 200, $"{ad.Geometry.Headline}");
    }

    [Fact]
    public void A_headline_without_room_is_a_refusal_and_not_unreadable()
    {
        var long90 = "Everything that you always wanted to know about tea and never dared to ask us until today";

        using var studio = AdStudio.Open(AdStudioTests.Artwork() with { Headline = long90 });
        var refused = Assert.IsType<ComposedAd.Refused>(studio.Compose(new AdCanvas { Width = 320, Height = 50 }));

        Assert.Equal(RefusalCause.NoRoom, refused.Cause);
        Assert.StartsWith("No room for the headline", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<ComposedAd.Composed>(studio.Compose(new AdCanvas { Width = 1080, Height = 1080 }));
    }

    [Fact]
    public void What_has_no_room_is_named()
    {
        var ad = Compose(AdStudioTests.Artwork() with { Headline = "A morning worth getting up for", Offer = "Everything 20 % off until 24 December" }, 320, 50);

        Assert.Null(ad.Geometry.Offer);
        Assert.Contains(ad.Geometry.Dropped, d => d.Contains("offer", StringComparison.Ordinal));
    }

    [Fact]
    public void A_brands_own_font_sets_the_headline_and_lacking_letters_fall_back()
    {
        var font = Font("NotoSansHebrew-Bold.ttf");
        var plain = Compose(AdStudioTests.Artwork() with { Headline = "Tea שקט" }, 1080, 1080);

        var own = Compose(AdStudioTests.Artwork() with { Headline = "Tea שקט", HeadlineFont = font }, 1080, 1080);
        var broken = Compose(AdStudioTests.Artwork() with { HeadlineFont = new byte[64] }, 1080, 1080);

        Assert.False(own.Picture.Bytes.Span.SequenceEqual(plain.Picture.Bytes.Span));
        Assert.Contains(broken.Notes, n => n.Contains("font", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0xFF, 0xFF, 0xFF)]
    [InlineData(0x10, 0x10, 0x10)]
    public void A_logo_is_seen_on_any_ground(byte red, byte green, byte blue)
    {
        var ad = Compose(AdStudioTests.Artwork() with { Logo = ScenePictures.Logo(new SKColor(red, green, blue)) }, 1080, 1080);

        using var bitmap = SKBitmap.Decode(ad.Picture.Bytes.Span)!;
        var logo = ad.Geometry.Logo!.Value;
        var lights = Enumerable.Range(logo.Left, logo.Width).Select(x => bitmap.GetPixel(x, logo.Top + (logo.Height / 2))).Select(c => Contrast.Luminance(c.Red, c.Green, c.Blue)).ToArray();
        Assert.True(Contrast.Ratio(lights.Max(), lights.Min()) > 1.8);
        Assert.Null(ad.Geometry.Brand);
    }

    [Fact]
    public void The_line_that_tells_of_AI_stands_free()
    {
        var ad = Compose(AdStudioTests.Artwork() with { AiLabel = "Made with AI" }, 1080, 1080);

        var label = ad.Geometry.AiLabel!.Value;
        Assert.True(label.Width > 60);
        Assert.True(label.Top >= ad.Geometry.Text.Bottom || label.Left >= ad.Geometry.Text.Right);
    }

    [Fact]
    public void Only_colors_of_the_kit_are_laid_over()
    {
        var ad = Compose(AdStudioTests.Artwork() with { MainColor = "#777777", Colors = ["#102030", "#F0E0D0"], AiLabel = "Made with AI" }, 728, 90);

        Assert.InRange(ad.Geometry.ColorDistance, 0, 1);
        Assert.All(ad.Geometry.Colors, c => Assert.Contains(c, new[] { "#777777", "#102030", "#F0E0D0", "#FFFFFF", "#15161A", "#000000" }));
    }

    [Fact]
    public void Other_words_need_no_other_studio()
    {
        using var studio = AdStudio.Open(AdStudioTests.Artwork() with { Headline = "お茶" });
        var canvas = new AdCanvas { Width = 1080, Height = 1080 };
        Assert.IsType<ComposedAd.Refused>(studio.Preview(canvas));

        studio.Retype("Tea time", "");

        Assert.IsType<ComposedAd.Composed>(studio.Preview(canvas));
    }

    private static ComposedAd.Composed Compose(AdArtwork artwork, int width, int height) =>
        Assert.IsType<ComposedAd.Composed>(OneAd.Compose(artwork, new AdCanvas { Width = width, Height = height }));

    /// <summary>A shipped font, as a brand would upload it.</summary>
    private static byte[] Font(string name)
    {
        using var stream = typeof(AdStudio).Assembly.GetManifestResourceStream($"Imaging.Fonts.{name}")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return file.ToArray();
    }
}
