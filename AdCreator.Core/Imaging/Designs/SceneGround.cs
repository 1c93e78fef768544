using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Finds the line where wall and ground of a scene meet, so that a product stands and does not float.</summary>
internal static class SceneGround
{
    private const int Rows = 96;

    /// <summary>Assumed where no line stands out.</summary>
    private const float Usual = 0.62f;

    /// <summary>The horizon in parts of the height, 0.3 to 0.88: where the mean colour of rows changes most.</summary>
    public static float FindHorizon(SKImage scene)
    {
        var width = Math.Max(8, (int)Math.Round((double)Rows * scene.Width / scene.Height));
        using var small = new SKBitmap(new SKImageInfo(width, Rows, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(small))
        {
            canvas.DrawImage(scene, SKRect.Create(width, Rows), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        var rows = MeansOf(small);
        const float Least = 14;
        var (best, most) = (Usual, Least);
        for (var y = (int)(Rows * 0.3); y < Rows * 0.88; y++)
        {
            var change = ChangeAt(rows, y);
            if (change > most)
            {
                (best, most) = ((float)y / Rows, change);
            }
        }

        return best;
    }

    private static float ChangeAt(float[][] rows, int y)
    {
        var sum = 0f;
        for (var i = 0; i < rows[y].Length; i++)
        {
            var above = (rows[y - 4][i] + rows[y - 3][i] + rows[y - 2][i]) / 3;
            var below = (rows[y + 2][i] + rows[y + 3][i] + rows[y + 4][i]) / 3;
            sum += MathF.Abs(above - below);
        }

        return sum / 3;
    }

    /// <summary>For each row the mean red, green and blue of its left, middle and right third.</summary>
    private static float[][] MeansOf(SKBitmap small)
    {
        var pixels = small.GetPixelSpan();
        var (width, rowBytes) = (small.Width, small.RowBytes);
        var rows = new float[Rows][];
        for (var y = 0; y < Rows; y++)
        {
            rows[y] = new float[9];
            for (var x = 0; x < width; x++)
            {
                var (at, third) = ((y * rowBytes) + (x * 4), Math.Min(2, x * 3 / width));
                for (var channel = 0; channel < 3; channel++)
                {
                    rows[y][(third * 3) + channel] += pixels[at + channel] / (width / 3f);
                }
            }
        }

        return rows;
    }
}
