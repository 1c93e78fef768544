using System.Text;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging.Designs;

/// <summary>Letters of every script on scenes of every kind.</summary>
public sealed class AdStudioLetterTests
{
    [Theory]
    [InlineData(1080, 1080)]
    [InlineData(1080, 1350)]
    [InlineData(1080, 1920)]
    [InlineData(1920, 1080)]
    public void Every_format_has_its_exact_size_and_text_inside_it(int width, int height)
    {
        var ad = Compose(Noise(), width, height, "What if your afternoon slump just needed better tea?", "20 % off until 24 December");

        using var bitmap = SKBitmap.Decode(ad.Picture.Bytes.Span)!;
        Assert.Equal((width, height), (bitmap.Width, bitmap.Height));
        Assert.True(ad.TextBox is { Left: > 0, Top: > 0 } && ad.TextBox.Right < width && ad.TextBox.Bottom < height, $"{ad.TextBox}");
        Assert.Equal("image/jpeg", ad.Picture.MediaType);
    }

    [Fact]
    public void Text_of_stories_keeps_to_the_box_that_every_platform_leaves_free()
    {
        var ad = Compose(Noise(), 1080, 1920, new string('W', 12) + " " + string.Join(' ', Enumerable.Repeat("generous", 8)), "A rather long offer line that ends on 24 December");

        Assert.True(ad.TextBox is { Left: >= 120, Top: >= 288, Right: <= 888, Bottom: <= 1248 }, $"{ad.TextBox}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(-1)]
    public void Contrast_reaches_4_5_on_any_scene(int gray)
    {
        var scene = gray < 0 ? Noise() : PictureFiles.Png(540, 675, new SKColor((byte)gray, (byte)gray, (byte)gray));

        var ad = Compose(scene, 1080, 1350, "Steep. Sip. Stay calm.", "");

        Assert.True(ad.Contrast >= Contrast.Minimum, $"{ad.Contrast}");
        Assert.True(MeasuredContrast(ad) >= Contrast.Minimum, $"{MeasuredContrast(ad)} measured in the file");
    }

    [Fact]
    public void Letters_are_really_drawn()
    {
        var with = Compose(PictureFiles.Png(540, 675, SKColors.Gray), 1080, 1350, "Steep. Sip. Stay calm.", "");
        var other = Compose(PictureFiles.Png(540, 675, SKColors.Gray), 1080, 1350, "Stay. Calm. Sip steep.", "");

        Assert.False(with.Picture.Bytes.Span.SequenceEqual(other.Picture.Bytes.Span));
        Assert.True(ShapedLine.Of("Steep", FontWeight.Bold, 100, rightToLeft: false).Width > 150);
    }

    [Theory]
    [InlineData("שקט של בוקר", true)]
    [InlineData("صباح هادئ", true)]
    [InlineData("A quiet morning", false)]
    public void Right_to_left_copy_stands_at_the_right(string hook, bool right)
    {
        var ad = Compose(PictureFiles.Png(540, 675, SKColors.White), 1080, 1350, hook, "");

        using var bitmap = SKBitmap.Decode(ad.Picture.Bytes.Span)!;
        var (leftInk, rightInk) = (InkOf(bitmap, 0, 540, ad), InkOf(bitmap, 540, 1080, ad));
        Assert.Equal(right, rightInk > leftInk);
    }

    [Fact]
    public void Arabic_letters_join()
    {
        var joined = ShapedLine.Of("صباح", FontWeight.Bold, 100, rightToLeft: true).Width;
        var apart = "صباح".EnumerateRunes().Sum(r => ShapedLine.Of(r.ToString(), FontWeight.Bold, 100, rightToLeft: true).Width);

        Assert.True(joined < apart * 0.95, $"{joined} joined, {apart} apart");
    }

    [Theory]
    [InlineData("abc שלום 20% def", false, "0000111112220000")]
    [InlineData("שלום abc", true, "11111222")]
    [InlineData("חיסכון 20% היום", true, "111111122211111")]
    public void Levels_follow_the_bidirectional_algorithm(string text, bool rightToLeft, string levels)
    {
        var found = TextDirection.LevelsOf([.. text.EnumerateRunes()], rightToLeft);

        Assert.Equal(levels, string.Concat(found));
    }

    [Fact]
    public void Characters_that_no_font_has_are_named()
    {
        var refused = Assert.IsType<ComposedAd.Refused>(Composed(Noise(), 1080, 1080, "お茶 time", ""));

        Assert.Contains("茶", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Emoji_are_left_out_and_noted()
    {
        var ad = Compose(Noise(), 1080, 1080, "Tea time 🍵👩‍🍳", "");

        Assert.Contains("🍵", Assert.Single(ad.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_of_5000_characters_is_refused_in_words()
    {
        var refused = Assert.IsType<ComposedAd.Refused>(Composed(Noise(), 1080, 1080, string.Join(' ', Enumerable.Repeat("tea", 1250)), ""));

        Assert.Contains("No room for the headline", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_scene_is_refused()
    {
        Assert.IsType<ComposedAd.Refused>(Composed(new byte[100], 1080, 1080, "Tea", ""));
    }

    [Fact]
    public void Tags_and_overrides_are_stripped()
    {
        var text = AdText.Prepare("Te\u202Ea\u200B \U000E0041ti\u0007me\n now");

        Assert.Equal("Tea time now", text.Text);
        Assert.Empty(text.Missing);
    }

    private static ComposedAd.Composed Compose(byte[] scene, int width, int height, string headline, string offer) =>
        Assert.IsType<ComposedAd.Composed>(Composed(scene, width, height, headline, offer));

    private static ComposedAd Composed(byte[] scene, int width, int height, string headline, string offer) => OneAd.Compose(
        new AdArtwork { Scene = scene, Headline = headline, Offer = offer, BrandName = "Northwind Tea", MainColor = "#B4532A" },
        new AdCanvas { Width = width, Height = height, IsOwnShape = true });

    private static byte[] Noise()
    {
        using var bitmap = new SKBitmap(400, 500);
        var random = new Random(7);
        for (var y = 0; y < 500; y++)
        {
            for (var x = 0; x < 400; x++)
            {
                bitmap.SetPixel(x, y, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100)!;
        return data.ToArray();
    }

    /// <summary>Text pixels are the extreme luminance inside the block, ground is what is on its rim, just outside the letters.</summary>
    private static double MeasuredContrast(ComposedAd.Composed ad)
    {
        using var bitmap = SKBitmap.Decode(ad.Picture.Bytes.Span)!;
        var box = ad.TextBox;
        var inside = Enumerable.Range(box.Left, box.Width).SelectMany(x => Enumerable.Range(box.Top + 60, box.Height - 60).Select(y => bitmap.GetPixel(x, y))).ToArray();
        var rim = Enumerable.Range(box.Left, box.Width).Chunk(8).Select(xs => xs.Average(x => Luminance(bitmap.GetPixel(x, box.Top - 4)))).ToArray();
        var (dark, light) = (inside.Min(Luminance), inside.Max(Luminance));
        var text = Contrast.Ratio(dark, rim.Average()) > Contrast.Ratio(light, rim.Average()) ? dark : light;
        return rim.Min(ground => Contrast.Ratio(text, ground));
    }

    private static double Luminance(SKColor color) => Contrast.Luminance(color.Red, color.Green, color.Blue);

    private static int InkOf(SKBitmap bitmap, int from, int to, ComposedAd.Composed ad) =>
        Enumerable.Range(from, to - from).Sum(x => Enumerable.Range(ad.TextBox.Top + 80, ad.TextBox.Height - 80).Count(y => Luminance(bitmap.GetPixel(x, y)) < 0.1));
}
