using System.Buffers.Binary;
using System.Text;
using AdCreator.Core.Imaging;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging;

public sealed class FontInspectorTests
{
    private static byte[] Inter => File.ReadAllBytes(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Imaging", "Fonts", "Inter-SemiBold.otf"));

    [Theory]
    [InlineData("Inter-SemiBold.otf", "Inter", "SemiBold")]
    [InlineData("NotoSans-Regular.ttf", "Noto Sans", "Regular")]
    public void Shipped_fonts_are_taken_and_named(string file, string family, string style)
    {
        var check = Assert.IsType<FontCheck.Accepted>(FontInspector.Check(File.ReadAllBytes(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Imaging", "Fonts", file))));

        Assert.StartsWith(family, check.Family, StringComparison.Ordinal);
        Assert.Equal(style, check.Style);
    }

    [Fact]
    public void A_woff2_file_is_told_what_to_ask_for() =>
        Refused(File.ReadAllBytes(Path.Combine(ArchitectureTests.Root, "AdCreator.Web", "wwwroot", "fonts", "Inter-Regular.woff2")), "WOFF2");

    [Fact]
    public void Other_kinds_are_named()
    {
        Refused([.. "wOFF"u8, .. new byte[400]], "WOFF font");
        Refused([.. "ttcf"u8, .. new byte[400]], "collection");
        Refused([.. "PK\u0003\u0004"u8, .. new byte[400]], "ZIP");
        Refused([.. "%!PS-AdobeFont"u8, .. new byte[400]], "Type 1");
        Refused(Studio.PictureFile(), "no font");
        Refused(Encoding.UTF8.GetBytes("nothing of the kind"), "no font");
        Refused([], "no font");
    }

    [Fact]
    public void Garbage_behind_a_right_beginning_is_damaged()
    {
        Refused([0, 1, 0, 0, .. Enumerable.Repeat((byte)0xA5, 5000)], "damaged");
        Refused(Inter[..(Inter.Length / 2)], "damaged");
        Refused([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "damaged");
    }

    [Fact]
    public void A_file_of_5_MB_is_too_large() => Refused([.. Inter, .. new byte[(5 * 1024 * 1024) - Inter.Length]], "4 MB");

    [Fact]
    public void A_variable_font_is_refused()
    {
        var file = Inter;
        Encoding.ASCII.GetBytes("fvar").CopyTo(file, IndexOfTable(file, "GPOS"));

        Refused(file, "variable");
    }

    [Fact]
    public void A_font_without_Latin_letters_is_refused() =>
        Refused(File.ReadAllBytes(Path.Combine(ArchitectureTests.Root, "AdCreator.Core", "Imaging", "Fonts", "NotoSansHebrew-Regular.ttf")), "lacks Latin letters");

    [Fact]
    public void A_specimen_shows_ink()
    {
        var picture = FontSpecimen.Draw(Inter, "Aa Bb 0123");

        using var bitmap = SKBitmap.Decode(picture.Bytes.Span);
        Assert.Equal((picture.Width, picture.Height), (bitmap.Width, bitmap.Height));
        Assert.InRange(bitmap.Pixels.Count(p => p.Red < 100), 500, bitmap.Width * bitmap.Height / 2);
    }

    private static int IndexOfTable(byte[] file, string tag) =>
        Enumerable.Range(0, BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4))).Select(i => 12 + (i * 16)).First(i => Encoding.ASCII.GetString(file, i, 4) == tag);

    private static void Refused(byte[] file, string word)
    {
        var refused = Assert.IsType<FontCheck.Refused>(FontInspector.Check(file));
        Assert.Contains(word, refused.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Remedy);
    }
}
