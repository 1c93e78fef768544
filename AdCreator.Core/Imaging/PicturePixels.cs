using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Decodes to and encodes from upright sRGB pixels.</summary>
internal static class PicturePixels
{
    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";

    /// <summary>Quality at which product photos show no blocks: 92, with full colour resolution so that red labels stay sharp.</summary>
    private static readonly SKJpegEncoderOptions Fine = new(92, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore);

    /// <summary>Much quicker than the default at about the same size.</summary>
    private static readonly SKPngEncoderOptions QuickPng = new(SKPngEncoderFilterFlags.Sub, 3);

    private static readonly SKSamplingOptions Smooth = new(SKCubicResampler.Mitchell);

    private static readonly SKSamplingOptions Shrink = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>The whole picture, upright, its longer side at most <paramref name="maxSide"/>; null when damaged.</summary>
    public static SKBitmap? Decode(ReadOnlyMemory<byte> file, int maxSide)
    {
        using var data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        // JPEG and WebP can be decoded smaller, which saves memory; the rest is scaled after.
        var longer = Math.Max(codec.Info.Width, codec.Info.Height);
        var size = codec.Info.Size;
        if (longer > maxSide)
        {
            var scaled = codec.GetScaledDimensions((float)maxSide / longer);
            size = Math.Max(scaled.Width, scaled.Height) >= maxSide ? scaled : size;
        }

        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            bitmap.Dispose();
            return null;
        }

        return Upright(ScaledDown(bitmap, maxSide), codec.EncodedOrigin);
    }

    /// <summary>The same with transparency on white.</summary>
    public static SKBitmap? DecodeFlat(ReadOnlyMemory<byte> file, int maxSide)
    {
        var bitmap = Decode(file, maxSide);
        if (bitmap is null || !IsTransparent(bitmap))
        {
            return bitmap;
        }

        using (bitmap)
        {
            var flat = new SKBitmap(bitmap.Info.WithAlphaType(SKAlphaType.Opaque));
            using var canvas = new SKCanvas(flat);
            canvas.Clear(SKColors.White);
            canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
            return flat;
        }
    }

    /// <summary>PNG when something is transparent, else JPEG. No metadata, no colour profile: the pixels are sRGB.</summary>
    public static EncodedPicture Encode(SKBitmap bitmap) => IsTransparent(bitmap) ? EncodePng(bitmap) : EncodeJpeg(bitmap);

    public static EncodedPicture EncodePng(SKBitmap bitmap)
    {
        using var pixels = WithoutProfile(bitmap);
        using var data = pixels.Encode(QuickPng);
        return new EncodedPicture(BytesOf(data), Png, bitmap.Width, bitmap.Height);
    }

    public static EncodedPicture EncodeJpeg(SKBitmap bitmap) => EncodeJpeg(bitmap, Fine);

    /// <summary>A JPEG of another quality, 1 to 100.</summary>
    public static EncodedPicture EncodeJpeg(SKBitmap bitmap, int quality, SKJpegEncoderDownsample colors) =>
        EncodeJpeg(bitmap, new SKJpegEncoderOptions(quality, colors, SKJpegEncoderAlphaOption.Ignore));

    private static EncodedPicture EncodeJpeg(SKBitmap bitmap, SKJpegEncoderOptions options)
    {
        using var pixels = WithoutProfile(bitmap);
        using var data = pixels.Encode(options);
        return new EncodedPicture(BytesOf(data), Jpeg, bitmap.Width, bitmap.Height);
    }

    /// <summary>Sampling that is sharp at a scale: pixels drawn for each pixel of the picture.</summary>
    public static SKSamplingOptions SamplingAt(float scale) => IsMuchSmaller(scale) ? Shrink : Smooth;

    /// <summary>Whether a cubic filter would leave pixels out at a scale.</summary>
    public static bool IsMuchSmaller(float scale) => scale < 0.6f;

    private static byte[] BytesOf(SKData? data) => data?.ToArray() ?? throw new InvalidOperationException("The encoder gave nothing.");

    private static bool IsTransparent(SKBitmap bitmap)
    {
        var pixels = bitmap.GetPixelSpan();
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] < 255)
            {
                return true;
            }
        }

        return false;
    }

    private static SKPixmap WithoutProfile(SKBitmap bitmap) =>
        new(bitmap.Info.WithColorSpace(null), bitmap.GetPixels(), bitmap.RowBytes);

    private static SKBitmap ScaledDown(SKBitmap bitmap, int maxSide)
    {
        var longer = Math.Max(bitmap.Width, bitmap.Height);
        if (longer <= maxSide)
        {
            return bitmap;
        }

        using (bitmap)
        {
            var scale = (double)maxSide / longer;
            var size = new SKSizeI(Math.Max(1, (int)Math.Round(bitmap.Width * scale)), Math.Max(1, (int)Math.Round(bitmap.Height * scale)));
            return bitmap.Resize(size, Shrink);
        }
    }

    private static SKBitmap Upright(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return bitmap;
        }

        using (bitmap)
        {
            var (w, h) = (bitmap.Width, bitmap.Height);
            // Rows of the matrix that carries the stored pixel (x, y) to its upright place; origins as EXIF numbers them.
            var matrix = origin switch
            {
                SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
                SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
                SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
                SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
                _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            };
            var turned = origin >= SKEncodedOrigin.LeftTop;
            var upright = new SKBitmap(bitmap.Info.WithSize(turned ? h : w, turned ? w : h));
            using var canvas = new SKCanvas(upright);
            canvas.Clear(SKColors.Transparent);
            canvas.SetMatrix(matrix);
            canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
            return upright;
        }
    }
}
