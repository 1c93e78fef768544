using System.Runtime.CompilerServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Mean colours of the 8 x 8 pixel tiles of a box: what an eye takes for the ground of a letter.</summary>
internal static class PictureTiles
{
    private const int Side = 8;

    public static List<SKColor> Of(SKBitmap picture, SKRectI box)
    {
        box = SKRectI.Intersect(box, SKRectI.Create(picture.Width, picture.Height));
        var pixels = picture.GetPixelSpan();
        var tiles = new List<SKColor>();
        for (var top = box.Top; top < box.Bottom; top += Side)
        {
            for (var left = box.Left; left < box.Right; left += Side)
            {
                tiles.Add(MeanOf(pixels, picture.RowBytes, SKRectI.Intersect(box, SKRectI.Create(left, top, Side, Side))));
            }
        }

        return tiles;
    }

    public static SKColor Average(List<SKColor> tiles) => tiles.Count == 0
        ? SKColors.Gray
        : new((byte)tiles.Average(t => t.Red), (byte)tiles.Average(t => t.Green), (byte)tiles.Average(t => t.Blue));

    /// <summary>Lowest contrast of a text colour against the tiles of a box.</summary>
    public static double MeasureContrast(SKBitmap ground, SKRectI box, SKColor text) =>
        Of(ground, box).Select(t => Contrast.Ratio(t, text)).DefaultIfEmpty(1).Min();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static SKColor MeanOf(ReadOnlySpan<byte> pixels, int rowBytes, SKRectI tile)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var y = tile.Top; y < tile.Bottom; y++)
        {
            var row = pixels[((y * rowBytes) + (tile.Left * 4))..];
            for (var x = 0; x < tile.Width * 4; x += 4)
            {
                red += row[x];
                green += row[x + 1];
                blue += row[x + 2];
            }
        }

        var count = tile.Width * tile.Height;
        return new SKColor((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }
}
