using System.Runtime.CompilerServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>The brand's logo without its empty margin.</summary>
internal sealed class LogoMark : IDisposable
{
    private readonly SKBitmap bitmap;

    private LogoMark(SKBitmap bitmap, SKColor mean, bool isCard) =>
        (this.bitmap, Image, Mean, IsCard) = (bitmap, SKImage.FromBitmap(bitmap), mean, isCard);

    public SKImage Image { get; }

    public float AspectRatio => (float)bitmap.Width / bitmap.Height;

    /// <summary>The mean colour of what is not transparent.</summary>
    public SKColor Mean { get; }

    /// <summary>Whether it brings its own ground, being a picture without transparency.</summary>
    public bool IsCard { get; }

    /// <summary>Null when nothing is to be seen of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LogoMark? From(SKBitmap picture)
    {
        var pixels = picture.GetPixelSpan();
        var (width, height, rowBytes) = (picture.Width, picture.Height, picture.RowBytes);
        var (left, top, right, bottom) = (width, height, 0, 0);
        long red = 0, green = 0, blue = 0, count = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = (y * rowBytes) + (x * 4);
                var alpha = pixels[at + 3];
                if (alpha <= 40)
                {
                    continue;
                }

                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                (red, green, blue, count) = (red + (pixels[at] * 255 / alpha), green + (pixels[at + 1] * 255 / alpha), blue + (pixels[at + 2] * 255 / alpha), count + 1);
            }
        }

        if (count == 0)
        {
            return null;
        }

        using var part = new SKBitmap();
        picture.ExtractSubset(part, new SKRectI(left, top, right, bottom));
        var isCard = count > width * (long)height * 0.98;
        return new LogoMark(part.Copy(), new SKColor((byte)(red / count), (byte)(green / count), (byte)(blue / count)), isCard);
    }

    /// <summary>The plate that it needs to be seen on a ground; null where it needs none.</summary>
    public SKColor? PlateOn(SKColor ground)
    {
        const double Visible = 1.9;
        if (IsCard || Contrast.Ratio(Mean, ground) >= Visible)
        {
            return null;
        }

        return Contrast.Ratio(Mean, SKColors.White) >= Contrast.Ratio(Mean, Contrast.Ink) ? SKColors.White : Contrast.Ink;
    }

    public void Dispose()
    {
        Image.Dispose();
        bitmap.Dispose();
    }
}
