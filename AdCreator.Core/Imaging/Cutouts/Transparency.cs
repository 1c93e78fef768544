using SkiaSharp;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Whether a picture is a cut-out.</summary>
public static class Transparency
{
    private const double LeastShare = 0.02;

    /// <summary>Whether a PNG shows something opaque on something transparent, at least two hundredths of each.</summary>
    public static bool IsUsable(ReadOnlyMemory<byte> picture)
    {
        using var bitmap = PicturePixels.Decode(picture, PictureLimits.MaxKeptSide);
        return bitmap is not null && IsUsable(bitmap);
    }

    internal static bool IsUsable(SKBitmap bitmap)
    {
        var (clear, solid) = (0L, 0L);
        var pixels = bitmap.GetPixelSpan();
        for (var i = 3; i < pixels.Length; i += 4)
        {
            clear += pixels[i] < 16 ? 1 : 0;
            solid += pixels[i] > 200 ? 1 : 0;
        }

        var all = (double)bitmap.Width * bitmap.Height;
        return clear >= LeastShare * all && solid >= LeastShare * all;
    }
}
