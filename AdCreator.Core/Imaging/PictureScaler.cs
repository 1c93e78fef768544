using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Makes smaller copies of pictures that this program made or accepted.</summary>
public static class PictureScaler
{
    /// <summary>A JPEG for a model to look at: longer side at most <paramref name="maxSide"/> pixels, transparency on white; one that is so already is given back as it is.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static EncodedPicture ForModel(ReadOnlyMemory<byte> picture, int maxSide = PictureLimits.ModelSide)
    {
        if (MeasureUprightJpeg(picture) is var (width, height) && Math.Max(width, height) <= maxSide)
        {
            return new EncodedPicture(picture, PicturePixels.Jpeg, width, height);
        }

        using var bitmap = Decode(picture, maxSide);
        return OnWhite(bitmap, SKRectI.Create(bitmap.Width, bitmap.Height), maxSide);
    }

    /// <summary>A JPEG of one part of a picture with an eighth around it, for a model to look at closely.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static EncodedPicture CropForModel(ReadOnlyMemory<byte> picture, RelativeBox place, int maxSide = 1024)
    {
        using var bitmap = Decode(picture, PictureLimits.MaxKeptSide);
        var (marginX, marginY) = (place.Width / 8, place.Height / 8);
        var box = SKRectI.Intersect(
            new SKRectI(
                (int)((place.Left - marginX) * bitmap.Width),
                (int)((place.Top - marginY) * bitmap.Height),
                (int)((place.Left + place.Width + marginX) * bitmap.Width),
                (int)((place.Top + place.Height + marginY) * bitmap.Height)),
            new SKRectI(0, 0, bitmap.Width, bitmap.Height));
        if (box.Width < PictureLimits.MinSide || box.Height < PictureLimits.MinSide)
        {
            box = new SKRectI(0, 0, bitmap.Width, bitmap.Height);
        }

        return OnWhite(bitmap, box, maxSide);
    }

    /// <summary>A small copy for lists, longer side at most <paramref name="maxSide"/> pixels; keeps transparency.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static EncodedPicture Thumbnail(ReadOnlyMemory<byte> picture, int maxSide = 480)
    {
        using var bitmap = Decode(picture, maxSide);
        return PicturePixels.Encode(bitmap);
    }

    /// <summary>Pixels of a picture's sides, from its header and turned upright; null when it is no readable picture.</summary>
    public static (int Width, int Height)? MeasureSides(ReadOnlyMemory<byte> picture)
    {
        using var data = SKData.CreateCopy(picture.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        return codec.EncodedOrigin >= SKEncodedOrigin.LeftTop
            ? (codec.Info.Height, codec.Info.Width)
            : (codec.Info.Width, codec.Info.Height);
    }

    private static (int Width, int Height)? MeasureUprightJpeg(ReadOnlyMemory<byte> picture)
    {
        using var data = SKData.CreateCopy(picture.Span);
        using var codec = SKCodec.Create(data);
        return codec is { EncodedFormat: SKEncodedImageFormat.Jpeg, EncodedOrigin: SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default } ? (codec.Info.Width, codec.Info.Height) : null;
    }

    /// <summary>A part of a picture as a JPEG, transparency on white, scaled down where its longer side exceeds <paramref name="maxSide"/>.</summary>
    private static EncodedPicture OnWhite(SKBitmap bitmap, SKRectI part, int maxSide)
    {
        var scale = Math.Min(1, (float)maxSide / Math.Max(part.Width, part.Height));
        var size = new SKSizeI(Math.Max(1, (int)(part.Width * scale)), Math.Max(1, (int)(part.Height * scale)));
        using var flat = new SKBitmap(bitmap.Info.WithSize(size).WithAlphaType(SKAlphaType.Opaque));
        using var canvas = new SKCanvas(flat);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.Clear(SKColors.White);

        // Filtering what is not scaled would only blur it.
        canvas.DrawImage(image, part, SKRect.Create(size.Width, size.Height), scale < 1 ? PicturePixels.SamplingAt(scale) : SKSamplingOptions.Default);
        return PicturePixels.EncodeJpeg(flat);
    }

    private static SKBitmap Decode(ReadOnlyMemory<byte> picture, int maxSide) =>
        PicturePixels.Decode(picture, maxSide) ?? throw new InvalidDataException("The bytes are no readable picture.");
}
