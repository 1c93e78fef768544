using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>By how many pixels the ad lies off the photo in one tile.</summary>
/// <remarks>Lucas and Kanade's least squares on lightness, a few rounds, to a tenth of a pixel; no answer where hardly anything is drawn.</remarks>
internal static class TileShift
{
    private const int Rounds = 4;
    private const double Furthest = 4;
    private const double LeastGradient = 1.2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Point2d? Of(Tile tile, float[] photo, float[] ad, int width, int height)
    {
        var (x, y) = (0.0, 0.0);
        var (meanPhoto, meanAd) = (tile.MeanOf(photo), tile.MeanOf(ad));
        for (var round = 0; round < Rounds; round++)
        {
            var (xx, xy, yy, xd, yd) = (0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var i in tile.Pixels)
            {
                var (px, py) = (i % width, i / width);
                if (px < 1 || py < 1 || px >= width - 1 || py >= height - 1)
                {
                    continue;
                }

                var (gx, gy) = ((photo[i + 1] - photo[i - 1]) / 2, (photo[i + width] - photo[i - width]) / 2);
                var difference = (Sample(ad, width, height, px + x, py + y) - meanAd) - (photo[i] - meanPhoto);
                xx += gx * gx;
                xy += gx * gy;
                yy += gy * gy;
                xd += gx * difference;
                yd += gy * difference;
            }

            var determinant = (xx * yy) - (xy * xy);
            var weakest = ((xx + yy) / 2) - Math.Sqrt(Math.Max(0, (((xx - yy) / 2) * ((xx - yy) / 2)) + (xy * xy)));
            if (weakest < LeastGradient * tile.Pixels.Length)
            {
                return null;
            }

            x -= ((yy * xd) - (xy * yd)) / determinant;
            y -= ((xx * yd) - (xy * xd)) / determinant;
            if ((x * x) + (y * y) > Furthest * Furthest)
            {
                return null;
            }
        }

        return new Point2d(x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sample(float[] values, int width, int height, double x, double y)
    {
        var (cx, cy) = (Math.Clamp(x, 0, width - 1.001), Math.Clamp(y, 0, height - 1.001));
        var (left, top) = ((int)cx, (int)cy);
        var (fx, fy, at) = (cx - left, cy - top, ((int)cy * width) + (int)cx);
        return (((values[at] * (1 - fx)) + (values[at + 1] * fx)) * (1 - fy)) + (((values[at + width] * (1 - fx)) + (values[at + width + 1] * fx)) * fy);
    }
}
