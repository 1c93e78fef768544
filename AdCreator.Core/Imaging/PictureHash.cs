using System.Numerics;
using System.Runtime.CompilerServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A picture's fingerprint that survives scaling, JPEG and other words: whether each of 8 x 8 places is lighter than its right neighbour (dHash).</summary>
/// <remarks>Meant for ads of one product. Crops of a few percent are missed about half the time.</remarks>
public static class PictureHash
{
    /// <summary>Bits that may differ between two files of the same picture.</summary>
    public const int SameBits = 5;

    private const int Columns = 9;

    private const int Rows = 8;

    /// <summary>The fingerprint.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static ulong Of(ReadOnlyMemory<byte> picture)
    {
        using var bitmap = PicturePixels.Decode(picture, 512) ?? throw new InvalidDataException("The bytes are no readable picture.");
        return Of(bitmap);
    }

    /// <summary>Bits in which two fingerprints differ, 0 to 64.</summary>
    public static int Distance(ulong first, ulong second) => BitOperations.PopCount(first ^ second);

    internal static ulong Of(SKBitmap bitmap)
    {
        var means = MeansOf(bitmap);
        var hash = 0UL;
        for (var y = 0; y < Rows; y++)
        {
            for (var x = 0; x < Columns - 1; x++)
            {
                hash = (hash << 1) | (means[(y * Columns) + x] > means[(y * Columns) + x + 1] ? 1UL : 0);
            }
        }

        return hash;
    }

    /// <summary>Mean lightness of 9 x 8 places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] MeansOf(SKBitmap bitmap)
    {
        const int Samples = 64;
        var pixels = bitmap.GetPixelSpan();
        var (width, height, rowBytes) = (bitmap.Width, bitmap.Height, bitmap.RowBytes);
        var means = new double[Columns * Rows];
        for (var place = 0; place < means.Length; place++)
        {
            var (left, right) = (place % Columns * width / Columns, ((place % Columns) + 1) * width / Columns);
            var (top, bottom) = (place / Columns * height / Rows, ((place / Columns) + 1) * height / Rows);
            var (stepX, stepY) = (Math.Max(1, (right - left) / Samples), Math.Max(1, (bottom - top) / Samples));
            var (sum, count) = (0L, 0);
            for (var y = top; y < bottom; y += stepY)
            {
                for (var x = left; x < right; x += stepX)
                {
                    var at = (y * rowBytes) + (x * 4);
                    sum += (299 * pixels[at]) + (587 * pixels[at + 1]) + (114 * pixels[at + 2]);
                    count++;
                }
            }

            means[place] = (double)sum / Math.Max(1, count);
        }

        return means;
    }
}
