namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Shapes as one truth a pixel, row after row.</summary>
internal static class Masks
{
    /// <summary>Pixels that can be reached from the starts over neighbours the rule lets through (next, from).</summary>
    public static bool[] Flood(IEnumerable<int> starts, int width, int height, Func<int, int, bool> mayPass)
    {
        var reached = new bool[width * height];
        var open = new Queue<int>();
        foreach (var start in starts)
        {
            reached[start] = true;
            open.Enqueue(start);
        }

        Span<int> neighbours = stackalloc int[4];
        while (open.TryDequeue(out var from))
        {
            var count = NeighboursOf(from, width, height, neighbours);
            foreach (var next in neighbours[..count])
            {
                if (!reached[next] && mayPass(next, from))
                {
                    reached[next] = true;
                    open.Enqueue(next);
                }
            }
        }

        return reached;
    }

    /// <summary>Without the pixels that touch one outside.</summary>
    public static bool[] Eroded(bool[] mask, int width, int height)
    {
        var result = new bool[mask.Length];
        Span<int> neighbours = stackalloc int[4];
        for (var i = 0; i < mask.Length; i++)
        {
            if (!mask[i])
            {
                continue;
            }

            var whole = true;
            foreach (var next in neighbours[..NeighboursOf(i, width, height, neighbours)])
            {
                whole &= mask[next];
            }

            result[i] = whole;
        }

        return result;
    }

    /// <summary>With a rim of two pixels, as far as the limit allows.</summary>
    public static bool[] DilatedWithin(bool[] mask, bool[] limit, int width, int height)
    {
        var grown = mask;
        for (var round = 0; round < 2; round++)
        {
            var outside = Eroded([.. grown.Select(m => !m)], width, height);
            grown = [.. outside.Select((o, i) => grown[i] || (!o && limit[i]))];
        }

        return grown;
    }

    /// <summary>The connected shapes of a mask, largest first, each as its pixels.</summary>
    public static List<List<int>> Pieces(bool[] mask, int width, int height)
    {
        var (seen, pieces) = (new bool[mask.Length], new List<List<int>>());
        Span<int> neighbours = stackalloc int[4];
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start])
            {
                continue;
            }

            List<int> piece = [start];
            seen[start] = true;
            for (var k = 0; k < piece.Count; k++)
            {
                foreach (var next in neighbours[..NeighboursOf(piece[k], width, height, neighbours)])
                {
                    if (mask[next] && !seen[next])
                    {
                        seen[next] = true;
                        piece.Add(next);
                    }
                }
            }

            pieces.Add(piece);
        }

        pieces.Sort((one, other) => other.Count.CompareTo(one.Count));
        return pieces;
    }

    public static IEnumerable<int> BorderOf(int width, int height) => Enumerable.Range(0, width)
        .SelectMany(x => new[] { x, ((height - 1) * width) + x })
        .Concat(Enumerable.Range(0, height).SelectMany(y => new[] { y * width, (y * width) + width - 1 }));

    private static int NeighboursOf(int i, int width, int height, Span<int> neighbours)
    {
        var (count, x, y) = (0, i % width, i / width);
        if (x > 0)
        {
            neighbours[count++] = i - 1;
        }

        if (x < width - 1)
        {
            neighbours[count++] = i + 1;
        }

        if (y > 0)
        {
            neighbours[count++] = i - width;
        }

        if (y < height - 1)
        {
            neighbours[count++] = i + width;
        }

        return count;
    }
}
