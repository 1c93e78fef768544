using System.Text;
using AdCreator.Core.Imaging;
using SkiaSharp;
using Xunit;

namespace AdCreator.Tests.Imaging;

public sealed class PictureDecoderTests
{
    [Theory]
    [InlineData("GIF89a\u0001\0\u0001\0", "GIF")]
    [InlineData("BM000000000000", "BMP")]
    [InlineData("II*\0abcdefgh", "TIFF")]
    [InlineData("\0\0\u0001\0abcdefgh", "ICO")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "HEIC")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("hello there", "not a picture")]
    [InlineData("", "empty")]
    public async Task C2_other_kinds_are_refused_by_name(string content, string named)
    {
        var check = await PictureDecoder.CheckAsync(Encoding.Latin1.GetBytes(content), TestContext.Current.CancellationToken);

        var refused = Assert.IsType<PictureCheck.Refused>(check);
        Assert.Contains(named, refused.Reason, StringComparison.Ordinal);
        Assert.Contains("PNG, JPEG or WebP", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20_000, 20_000, "12,000")]
    [InlineData(65_535, 65_535, "12,000")]
    [InlineData(12_001, 10, "12,000")]
    [InlineData(8_000, 8_000, "megapixels")]
    [InlineData(4, 4, "nothing to see")]
    public async Task C1_sizes_are_refused_by_the_header_alone(int width, int height, string named)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = PictureInspector.FindRefusal(PictureFiles.PngHeader(width, height));

        Assert.Contains(named, refused!.Reason, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.IsType<PictureCheck.Refused>(await PictureDecoder.CheckAsync(PictureFiles.PngHeader(width, height), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task C1_files_above_10_MB_are_refused()
    {
        byte[] file = [.. PictureFiles.Png(40, 40, SKColors.Red), .. new byte[PictureLimits.MaxBytes]];

        var refused = Assert.IsType<PictureCheck.Refused>(await PictureDecoder.CheckAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains("10 MB", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C1_an_animated_picture_is_refused()
    {
        var file = PictureFiles.WithChunk(PictureFiles.Png(40, 40, SKColors.Red), "acTL", [0, 0, 0, 2, 0, 0, 0, 0]);

        var refused = Assert.IsType<PictureCheck.Refused>(await PictureDecoder.CheckAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains("animated", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_off_picture_is_refused()
    {
        var whole = PictureFiles.Png(400, 400, SKColors.Teal, SKEncodedImageFormat.Jpeg);

        var check = await PictureDecoder.CheckAsync(whole.AsMemory(0, whole.Length / 2), TestContext.Current.CancellationToken);

        Assert.Contains("damaged", Assert.IsType<PictureCheck.Refused>(check).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C2_metadata_and_trailing_bytes_do_not_survive()
    {
        byte[] file = [.. PictureFiles.WithExif(PictureFiles.Png(60, 40, SKColors.Teal, SKEncodedImageFormat.Jpeg), 1, "GPS-SECRET"), .. "TRAILING-SECRET"u8];

        var picture = await AcceptAsync(file);

        var text = Encoding.Latin1.GetString(picture.Bytes.Span);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ICC_PROFILE", text, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", picture.MediaType);
    }

    [Fact]
    public async Task C2_text_chunks_of_a_transparent_png_do_not_survive()
    {
        var file = PictureFiles.WithChunk(PictureFiles.Png(60, 40, new SKColor(10, 20, 30, 90)), "tEXt", Encoding.ASCII.GetBytes("Comment\0SECRET"));

        var picture = await AcceptAsync(file);

        Assert.Equal("image/png", picture.MediaType);
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(picture.Bytes.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("iCCP", Encoding.Latin1.GetString(picture.Bytes.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 60, 40, 0, 0)]
    [InlineData(2, 60, 40, 59, 0)]
    [InlineData(3, 60, 40, 59, 39)]
    [InlineData(4, 60, 40, 0, 39)]
    [InlineData(5, 40, 60, 0, 0)]
    [InlineData(6, 40, 60, 39, 0)]
    [InlineData(7, 40, 60, 39, 59)]
    [InlineData(8, 40, 60, 0, 59)]
    public async Task Pictures_are_set_upright(byte orientation, int width, int height, int redX, int redY)
    {
        using var bitmap = new SKBitmap(60, 40);
        bitmap.Erase(SKColors.White);
        using (var canvas = new SKCanvas(bitmap))
        using (var red = new SKPaint { Color = SKColors.Red })
        {
            canvas.DrawRect(0, 0, 16, 16, red);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100)!;

        var picture = await AcceptAsync(PictureFiles.WithExif(data.ToArray(), orientation, ""));

        Assert.Equal((width, height), (picture.Width, picture.Height));
        using var upright = SKBitmap.Decode(picture.Bytes.Span)!;
        var corner = upright.GetPixel(redX, redY);
        Assert.True(corner.Red > 200 && corner.Green < 80, $"The red corner is {corner}");
    }

    [Fact]
    public async Task Large_pictures_are_kept_at_4096_pixels()
    {
        var picture = await AcceptAsync(PictureFiles.Png(6_000, 3_000, SKColors.Teal, SKEncodedImageFormat.Jpeg));

        Assert.Equal((4096, 2048), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task WebP_is_taken_and_kept_as_jpeg()
    {
        var picture = await AcceptAsync(PictureFiles.Png(60, 40, SKColors.Teal, SKEncodedImageFormat.Webp));

        Assert.Equal("image/jpeg", picture.MediaType);
        Assert.Equal((60, 40), (picture.Width, picture.Height));
    }

    [Fact]
    public void ForModel_shrinks_and_lays_transparency_on_white()
    {
        var small = PictureScaler.ForModel(PictureFiles.Png(3_000, 1_500, SKColors.Transparent));

        Assert.Equal(("image/jpeg", 1536, 768), (small.MediaType, small.Width, small.Height));
        using var bitmap = SKBitmap.Decode(small.Bytes.Span)!;
        Assert.True(bitmap.GetPixel(700, 300).Red > 250);
    }

    [Fact]
    public void ForModel_gives_a_small_jpeg_back_as_it_is_and_no_other_picture()
    {
        var jpeg = PictureFiles.Png(1_536, 40, SKColors.Teal, SKEncodedImageFormat.Jpeg);

        Assert.Equal(jpeg, PictureScaler.ForModel(jpeg).Bytes.ToArray());
        Assert.Equal((1_000, 26), (PictureScaler.ForModel(jpeg, 1_000).Width, PictureScaler.ForModel(jpeg, 1_000).Height));
        Assert.Equal("image/jpeg", PictureScaler.ForModel(PictureFiles.Png(60, 40, SKColors.Teal)).MediaType);
        Assert.Equal((40, 60), Sides(PictureScaler.ForModel(PictureFiles.WithExif(PictureFiles.Png(60, 40, SKColors.Teal, SKEncodedImageFormat.Jpeg), 6, "here"))));

        static (int Width, int Height) Sides(EncodedPicture picture) => (picture.Width, picture.Height);
    }

    [Fact]
    public async Task A_picture_that_has_been_paid_for_waits_for_a_place_where_an_upload_is_refused()
    {
        using var full = new DecodingPlaces(0, TimeSpan.FromMilliseconds(50));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var file = PictureFiles.Png(40, 40, SKColors.Teal);

        var paid = full.ReadPaidAsync(file, stop.Token);
        var upload = Assert.IsType<PictureCheck.Refused>(await full.CheckAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains("Too many", upload.Reason, StringComparison.Ordinal);
        Assert.False(paid.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paid);
    }

    [Fact]
    public async Task A_picture_that_has_been_paid_for_may_take_long_where_an_upload_may_not()
    {
        using var hasty = new DecodingPlaces(1, TimeSpan.Zero);
        var file = PictureFiles.Png(3_000, 3_000, SKColors.Teal);

        Assert.IsType<PictureCheck.Accepted>(await hasty.ReadPaidAsync(file, TestContext.Current.CancellationToken));
        Assert.IsType<PictureCheck.Refused>(await hasty.CheckAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task C1_limits_on_size_hold_for_pictures_that_have_been_paid_for() =>
        Assert.IsType<PictureCheck.Refused>(await PictureDecoder.ReadPaidAsync(PictureFiles.PngHeader(20_000, 20_000), TestContext.Current.CancellationToken));

    private static async Task<EncodedPicture> AcceptAsync(byte[] file)
    {
        var check = await PictureDecoder.CheckAsync(file, TestContext.Current.CancellationToken);
        return Assert.IsType<PictureCheck.Accepted>(check).Picture;
    }
}
