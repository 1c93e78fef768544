using AdCreator.Core.Imaging.Vision;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>What the ground of a studio picture would look like everywhere, judged by its border.</summary>
/// <remarks>
/// A polynomial for each channel of L*a*b*, fitted to a ring along the border so that a product which touches it counts
/// little: first quadratic, then cubic through what the first called ground. Later corrected by what was found to be ground.
/// </remarks>
internal sealed class BackgroundModel
{
    private const double RingShare = 0.05;
    private const int MaxSamples = 4000;
    private const double Cutoff = 4.7;

    private readonly LabPicture picture;

    private BackgroundModel(LabPicture picture, float[][] ground, double[] spread, double inliers)
    {
        this.picture = picture;
        (L, A, B) = (ground[0], ground[1], ground[2]);
        (LightSpread, ColorSpread, Evenness) = (spread[0], Math.Max(spread[1], spread[2]), inliers);
    }

    /// <summary>Lightness of the ground at each pixel, 0 to 100.</summary>
    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    /// <summary>How much the ground varies around the model: a robust standard deviation, L* units.</summary>
    public double LightSpread { get; }

    /// <summary>The same for a* and b*, the larger.</summary>
    public double ColorSpread { get; }

    /// <summary>Share of the border that fits the model, 0 to 1: a busy ground has little.</summary>
    public double Evenness { get; }

    public static BackgroundModel Fit(LabPicture picture)
    {
        var ring = RingOf(picture.Width, picture.Height);
        float[][] channels = [picture.L, picture.A, picture.B];
        var weights = Enumerable.Repeat(1.0, ring.Length).ToArray();
        var (ground, spread) = (new float[3][], new double[3]);
        foreach (var degree in new[] { 2, 2, 2, 2, 3, 3, 3 })
        {
            var residuals = new double[3][];
            for (var c = 0; c < 3; c++)
            {
                var surface = Surface.Fit(picture, channels[c], ring, weights, degree);
                residuals[c] = [.. ring.Select(i => channels[c][i] - surface.At(i))];
                spread[c] = Math.Max(0.4, 1.4826 * MedianOf(residuals[c].Select(Math.Abs)));
                ground[c] = surface.Values();
            }

            for (var k = 0; k < ring.Length; k++)
            {
                var far = Enumerable.Range(0, 3).Max(c => Math.Abs(residuals[c][k]) / spread[c]);
                weights[k] = far >= Cutoff ? 1e-4 : Math.Pow(1 - Math.Pow(far / Cutoff, 2), 2);
            }
        }

        // A spread beyond six units is no plain ground, however well a robust fit looks beside it.
        var fitting = ring.Count(i => Math.Abs(picture.L[i] - ground[0][i]) < 8 && Math.Abs(picture.A[i] - ground[1][i]) < 6 && Math.Abs(picture.B[i] - ground[2][i]) < 6);
        return new BackgroundModel(picture, ground, spread, (double)fitting / ring.Length);
    }

    /// <summary>Moves the model to what the picture shows where it is ground, smoothly across the rest.</summary>
    public void Correct(bool[] isGround)
    {
        var reach = Math.Max(picture.Width, picture.Height) / 10;
        float[][] channels = [picture.L, picture.A, picture.B];
        float[][] models = [L, A, B];
        var weight = BoxSum.Of([.. isGround.Select(g => g ? 1f : 0f)], picture.Width, picture.Height, reach);
        for (var c = 0; c < 3; c++)
        {
            var residual = new float[isGround.Length];
            for (var i = 0; i < residual.Length; i++)
            {
                residual[i] = isGround[i] ? channels[c][i] - models[c][i] : 0;
            }

            var sum = BoxSum.Of(residual, picture.Width, picture.Height, reach);
            for (var i = 0; i < residual.Length; i++)
            {
                models[c][i] += sum[i] / (weight[i] + (reach * 2f));
            }
        }
    }

    private static int[] RingOf(int width, int height)
    {
        var margin = Math.Max(3, (int)(RingShare * Math.Min(width, height)));
        var all = new List<int>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (x < margin || y < margin || x >= width - margin || y >= height - margin)
                {
                    all.Add((y * width) + x);
                }
            }
        }

        var step = Math.Max(1, all.Count / MaxSamples);
        return [.. all.Where((_, k) => k % step == 0)];
    }

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
