using System.Runtime.CompilerServices;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Cuts the product into squares of about 1/12 of its side.</summary>
internal static class TileGrid
{
    private const double TilesAcross = 12;
    private const int SmallestSide = 12;
    private const double LeastCover = 0.4;

    /// <summary>The tiles that lie on the product for two fifths at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<Tile> Over(Overlay overlay)
    {
        var area = overlay.Covered;
        var side = Math.Max(SmallestSide, (int)Math.Round(Math.Sqrt(area) / TilesAcross));
        var tiles = new List<Tile>();
        for (var top = 0; top + side <= overlay.Height + (side / 2); top += side)
        {
            for (var left = 0; left + side <= overlay.Width + (side / 2); left += side)
            {
                List<int> pixels = [];
                for (var y = top; y < Math.Min(overlay.Height, top + side); y++)
                {
                    for (var x = left; x < Math.Min(overlay.Width, left + side); x++)
                    {
                        if (overlay.Mask[(y * overlay.Width) + x])
                        {
                            pixels.Add((y * overlay.Width) + x);
                        }
                    }
                }

                if (pixels.Count >= LeastCover * side * side)
                {
                    tiles.Add(new Tile(left, top, side, [.. pixels]));
                }
            }
        }

        return tiles;
    }
}

/// <summary>One square of an overlay.</summary>
/// <param name="Pixels">Those on the product, as places in the overlay.</param>
internal sealed record Tile(int Left, int Top, int Side, int[] Pixels)
{
    /// <summary>Mean of the tile's pixels.</summary>
    /// <remarks>Compiled with all effort at once: a set has too few ads for the runtime to find out that this is hot.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double MeanOf(float[] values)
    {
        var sum = 0.0;
        foreach (var i in Pixels)
        {
            sum += values[i];
        }

        return sum / Pixels.Length;
    }

    /// <summary>Mean of the squared differences of two pictures over the tile's pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double SquareOf(float[] one, float[] other)
    {
        var sum = 0.0;
        foreach (var i in Pixels)
        {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }

        return sum / Pixels.Length;
    }
}
