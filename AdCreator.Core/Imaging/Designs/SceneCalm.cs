using System.Runtime.CompilerServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>How busy a scene is at any place, by sums over areas: gradient and spread of lightness.</summary>
internal sealed class SceneCalm
{
    private const int Longer = 128;

    private readonly int width;
    private readonly int height;
    private readonly double[] light;
    private readonly double[] squares;
    private readonly double[] edges;

    private SceneCalm(int width, int height, double[] light, double[] squares, double[] edges) =>
        (this.width, this.height, this.light, this.squares, this.edges) = (width, height, light, squares, edges);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SceneCalm Of(SKImage scene)
    {
        var scale = Math.Min(1, (double)Longer / Math.Max(scene.Width, scene.Height));
        var (w, h) = (Math.Max(8, (int)(scene.Width * scale)), Math.Max(8, (int)(scene.Height * scale)));
        using var small = new SKBitmap(new SKImageInfo(w, h, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(small))
        {
            canvas.DrawImage(scene, SKRect.Create(w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        var pixels = small.GetPixelSpan();
        var rowBytes = small.RowBytes;
        var (light, squares, edges) = (new double[(w + 1) * (h + 1)], new double[(w + 1) * (h + 1)], new double[(w + 1) * (h + 1)]);
        for (var y = 0; y < h; y++)
        {
            double rowLight = 0, rowSquares = 0, rowEdges = 0;
            for (var x = 0; x < w; x++)
            {
                double value = pixels[(y * rowBytes) + x];
                var across = value - pixels[(y * rowBytes) + Math.Max(0, x - 1)];
                var down = value - pixels[(Math.Max(0, y - 1) * rowBytes) + x];
                (rowLight, rowSquares, rowEdges) = (rowLight + value, rowSquares + (value * value), rowEdges + Math.Abs(across) + Math.Abs(down));
                var (at, above) = (((y + 1) * (w + 1)) + x + 1, (y * (w + 1)) + x + 1);
                (light[at], squares[at], edges[at]) = (light[above] + rowLight, squares[above] + rowSquares, edges[above] + rowEdges);
            }
        }

        return new SceneCalm(w, h, light, squares, edges);
    }

    /// <summary>0 (an even wall) to 1 (a thicket).</summary>
    /// <param name="box">In parts of the scene.</param>
    public double BusynessOf(SKRect box)
    {
        var (left, right) = (Math.Clamp((int)(box.Left * width), 0, width - 1), Math.Clamp((int)Math.Ceiling(box.Right * width), 1, width));
        var (top, bottom) = (Math.Clamp((int)(box.Top * height), 0, height - 1), Math.Clamp((int)Math.Ceiling(box.Bottom * height), 1, height));
        double count = Math.Max(1, (right - left) * (bottom - top));
        var mean = Sum(light, left, top, right, bottom) / count;
        var spread = Math.Sqrt(Math.Max(0, (Sum(squares, left, top, right, bottom) / count) - (mean * mean)));
        return Math.Min(1, (Sum(edges, left, top, right, bottom) / count / 40) + (spread / 110));
    }

    private double Sum(double[] sums, int left, int top, int right, int bottom)
    {
        var row = width + 1;
        return sums[(bottom * row) + right] - sums[(top * row) + right] - sums[(bottom * row) + left] + sums[(top * row) + left];
    }
}
