using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>Takes an even background away, beginning at the picture's border. Simple on purpose: what it cannot do becomes a card.</summary>
internal static class BorderFlood
{
    private const int NearBorder = 62;
    private const int NearNeighbour = 14;
    private const int ShadowStep = 7;

    public static bool HasTransparency(SKBitmap picture) =>
        picture.GetPixel(0, 0).Alpha < 128 || picture.GetPixel(picture.Width - 1, 0).Alpha < 128;

    /// <summary>The product alone; null when the border is no even background or nothing sensible is left.</summary>
    public static SKBitmap? Cut(SKBitmap picture)
    {
        var (w, h) = (picture.Width, picture.Height);
        var pixels = picture.GetPixelSpan().ToArray();
        var border = BorderOf(w, h).ToArray();
        var mean = MeanOf(pixels, border);
        if (border.Count(i => Distance(pixels, i, mean) < NearBorder) < border.Length * 0.9)
        {
            return null;
        }

        var ground = Flood(pixels, w, h, border, mean);
        var kept = 1 - (ground.Count(g => g) / (double)ground.Length);
        if (kept is < 0.05 or > 0.85)
        {
            return null;
        }

        using var cut = Masked(picture, ground);
        return Trim(cut);
    }

    /// <summary>Without the empty margin.</summary>
    public static SKBitmap Trim(SKBitmap picture)
    {
        var (left, top, right, bottom) = (picture.Width, picture.Height, 0, 0);
        var pixels = picture.GetPixelSpan();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (pixels[(((y * picture.Width) + x) * 4) + 3] > 96)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        if (right <= left)
        {
            return picture.Copy();
        }

        using var part = new SKBitmap();
        picture.ExtractSubset(part, new SKRectI(left, top, right, bottom));
        return part.Copy();
    }

    private static bool[] Flood(byte[] pixels, int w, int h, int[] border, (int R, int G, int B) mean)
    {
        var ground = new bool[w * h];
        var open = new Stack<int>();
        foreach (var start in border.Where(i => Distance(pixels, i, mean) < NearBorder))
        {
            ground[start] = true;
            open.Push(start);
        }

        while (open.TryPop(out var at))
        {
            var x = at % w;
            ReadOnlySpan<int> neighbours = [x > 0 ? at - 1 : -1, x < w - 1 ? at + 1 : -1, at - w, at + w];
            foreach (var next in neighbours)
            {
                if (next >= 0 && next < w * h && !ground[next] && IsGround(pixels, next, at, mean))
                {
                    ground[next] = true;
                    open.Push(next);
                }
            }
        }

        return ground;
    }

    /// <summary>Like the border, or its shadow: darker, of the same colour, and without a sharp step.</summary>
    private static bool IsGround(byte[] pixels, int at, int from, (int R, int G, int B) mean)
    {
        var step = Distance(pixels, at, ColorAt(pixels, from));
        if (Distance(pixels, at, mean) < NearBorder && step < NearNeighbour)
        {
            return true;
        }

        var (r, g, b) = ColorAt(pixels, at);
        var (shareR, shareG, shareB) = (r / (mean.R + 1f), g / (mean.G + 1f), b / (mean.B + 1f));
        var darkest = Math.Min(shareR, Math.Min(shareG, shareB));
        return step < ShadowStep && darkest > 0.28f && Math.Max(shareR, Math.Max(shareG, shareB)) - darkest < 0.09f;
    }

    /// <summary>The picture with a mask whose edge lies a pixel inside and is soft, so that no rim of the old background shows.</summary>
    private static SKBitmap Masked(SKBitmap picture, bool[] ground)
    {
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var mask = new SKBitmap(info);
        var values = new byte[ground.Length * 4];
        for (var i = 0; i < ground.Length; i++)
        {
            values.AsSpan(i * 4, 4).Fill(ground[i] ? (byte)0 : (byte)255);
        }

        System.Runtime.InteropServices.Marshal.Copy(values, 0, mask.GetPixels(), values.Length);
        var cut = new SKBitmap(info);
        using var canvas = new SKCanvas(cut);
        canvas.Clear(SKColors.Transparent);
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        using var shrink = SKImageFilter.CreateErode(1.2f, 1.2f);
        using var soft = SKImageFilter.CreateBlur(0.9f, 0.9f, shrink);
        using var paint = new SKPaint { BlendMode = SKBlendMode.DstIn, ImageFilter = soft };
        canvas.DrawBitmap(mask, 0, 0, SKSamplingOptions.Default, paint);
        canvas.Flush();
        return cut;
    }

    private static IEnumerable<int> BorderOf(int w, int h) =>
        Enumerable.Range(0, w).SelectMany(x => new[] { x, ((h - 1) * w) + x }).Concat(Enumerable.Range(1, h - 2).SelectMany(y => new[] { y * w, (y * w) + w - 1 }));

    private static (int R, int G, int B) MeanOf(byte[] pixels, int[] border) =>
        ((int)border.Average(i => pixels[i * 4]), (int)border.Average(i => pixels[(i * 4) + 1]), (int)border.Average(i => pixels[(i * 4) + 2]));

    private static (int R, int G, int B) ColorAt(byte[] pixels, int at) => (pixels[at * 4], pixels[(at * 4) + 1], pixels[(at * 4) + 2]);

    private static int Distance(byte[] pixels, int at, (int R, int G, int B) to) =>
        Math.Max(Math.Abs(pixels[at * 4] - to.R), Math.Max(Math.Abs(pixels[(at * 4) + 1] - to.G), Math.Abs(pixels[(at * 4) + 2] - to.B)));
}
