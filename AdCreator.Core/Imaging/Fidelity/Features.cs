using OpenCvSharp;
using OpenCvSharp.Features2D;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Points of a picture that can be found again at another size, turned, and in another light.</summary>
internal sealed class Features : IDisposable
{
    private const float LoweRatio = 0.8f;
    private const double PixelTolerance = 3;
    private const int FewestForGeometry = 8;

    private readonly KeyPoint[] points;
    private readonly Mat descriptors;

    private Features(KeyPoint[] points, Mat descriptors) => (this.points, this.descriptors) = (points, descriptors);

    /// <summary>How many points there are.</summary>
    public int Count => points.Length;

    /// <param name="mask">255 where points may lie.</param>
    /// <param name="most">The strongest are kept.</param>
    public static Features Of(Mat bgr, Mat mask, int most)
    {
        using var gray = new Mat();
        Cv2.CvtColor(bgr, gray, ColorConversionCodes.BGR2GRAY);
        using var clahe = Cv2.CreateCLAHE(2, new Size(8, 8));
        clahe.Apply(gray, gray);
        using var sift = SIFT.Create(most, 3, 0.02);
        var described = new Mat();
        sift.DetectAndCompute(gray, mask, out var found, described);
        RootOf(described);
        return new Features(found, described);
    }

    /// <summary>The geometry that carries this picture onto the other, and how many points agree; null when none does.</summary>
    public (Mat Homography, int Inliers)? FindIn(Features other)
    {
        if (points.Length < FewestForGeometry || other.points.Length < FewestForGeometry)
        {
            return null;
        }

        using var matcher = new BFMatcher(NormTypes.L2);
        var pairs = matcher.KnnMatch(descriptors, other.descriptors, 2)
            .Where(m => m.Length == 2 && m[0].Distance < LoweRatio * m[1].Distance)
            .Select(m => m[0])
            .GroupBy(m => m.TrainIdx)
            .Select(g => g.MinBy(m => m.Distance))
            .ToArray();
        if (pairs.Length < FewestForGeometry)
        {
            return null;
        }

        using var inliers = new Mat();
        using var from = InputArray.Create(pairs.Select(m => points[m.QueryIdx].Pt).ToArray());
        using var to = InputArray.Create(pairs.Select(m => other.points[m.TrainIdx].Pt).ToArray());
        var homography = Cv2.FindHomography(from, to, HomographyMethods.USAC_MAGSAC, PixelTolerance, inliers, 5000, 0.999);
        if (homography.Empty())
        {
            homography.Dispose();
            return null;
        }

        return (homography, Cv2.CountNonZero(inliers));
    }

    public void Dispose() => descriptors.Dispose();

    /// <summary>RootSIFT: the square roots of the shares compare better than the counts (Arandjelović and Zisserman, 2012).</summary>
    private static void RootOf(Mat descriptors)
    {
        if (descriptors.Empty())
        {
            return;
        }

        var columns = descriptors.Cols;
        descriptors.GetArray(out float[] values);
        for (var start = 0; start < values.Length; start += columns)
        {
            var one = values.AsSpan(start, columns);
            var sum = 0f;
            foreach (var value in one)
            {
                sum += Math.Abs(value);
            }

            for (var i = 0; i < columns && sum > 0; i++)
            {
                one[i] = MathF.Sqrt(one[i] / sum);
            }
        }

        descriptors.SetArray(values);
    }
}
