namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Cuts the product into squares of about 1/12 of its side.</summary>
internal static class TileGrid
{
    private const double TilesAcross = 12;
    private const int SmallestSide = 12;
    private const double LeastCover = 0.4;

    /// <summary>The tiles that lie on the product for two fifths at least.</summary>
    public static List<Tile> Over(Overlay overlay)
    {
        var area = overlay.Mask.Count(m => m);
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
internal sealed record Tile(int Left, int Top, int Side, int[] Pixels);
