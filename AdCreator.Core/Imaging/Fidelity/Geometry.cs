using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>A plane seen from elsewhere: carries points of the photo onto the ad.</summary>
internal sealed class Geometry
{
    private readonly double[] m;

    private Geometry(double[] values) => m = values;

    public static Geometry Of(Mat homography)
    {
        homography.GetArray(out double[] values);
        return new Geometry([.. values.Select(v => v / values[8])]);
    }

    /// <param name="affine">Two rows of three.</param>
    public static Geometry OfAffine(Mat affine)
    {
        affine.GetArray(out double[] values);
        return new Geometry([.. values, 0, 0, 1]);
    }

    public Point2d Map(double x, double y)
    {
        var depth = (m[6] * x) + (m[7] * y) + m[8];
        return new Point2d(((m[0] * x) + (m[1] * y) + m[2]) / depth, ((m[3] * x) + (m[4] * y) + m[5]) / depth);
    }

    /// <summary>This after the photo was scaled by the factor.</summary>
    public Geometry ForScaled(double scale)
    {
        // Centres of pixels lie at whole numbers: a half is moved before and after.
        var offset = (1 - scale) / (2 * scale);
        return After(new Geometry([1 / scale, 0, offset, 0, 1 / scale, offset, 0, 0, 1]));
    }

    /// <summary>Moves the result.</summary>
    public Geometry Moved(double x, double y) => new Geometry([1, 0, x, 0, 1, y, 0, 0, 1]).After(this);

    /// <summary>The other first, then this.</summary>
    public Geometry After(Geometry other)
    {
        var product = new double[9];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                product[(row * 3) + column] = Enumerable.Range(0, 3).Sum(k => m[(row * 3) + k] * other.m[(k * 3) + column]);
            }
        }

        return new Geometry([.. product.Select(v => v / product[8])]);
    }

    public Mat ToMat()
    {
        var mat = new Mat(3, 3, MatType.CV_64FC1);
        mat.SetArray(m);
        return mat;
    }

    /// <summary>How the surroundings of a point are stretched: the longer and the shorter factor, and whether they are turned over.</summary>
    public (double Longer, double Shorter, bool IsMirrored) LocalScale(double x, double y)
    {
        var (here, right, below) = (Map(x, y), Map(x + 1, y), Map(x, y + 1));
        var (a, b, c, d) = (right.X - here.X, below.X - here.X, right.Y - here.Y, below.Y - here.Y);
        var (sum, determinant) = ((a * a) + (b * b) + (c * c) + (d * d), (a * d) - (b * c));
        var root = Math.Sqrt(Math.Max(0, (sum * sum) - (4 * determinant * determinant)));
        return (Math.Sqrt((sum + root) / 2), Math.Sqrt(Math.Max(0, (sum - root) / 2)), determinant < 0);
    }

    /// <summary>Whether it is a view that an ad can show: not turned over, not folded, neither tiny nor huge.</summary>
    public bool IsSensible(Size photo, Size ad)
    {
        var (longer, shorter, isMirrored) = LocalScale(photo.Width / 2.0, photo.Height / 2.0);
        Point2d[] corners = [Map(0, 0), Map(photo.Width, 0), Map(photo.Width, photo.Height), Map(0, photo.Height)];
        var isConvex = Enumerable.Range(0, 4).All(i =>
        {
            var (one, two, three) = (corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
            return ((two.X - one.X) * (three.Y - two.Y)) - ((two.Y - one.Y) * (three.X - two.X)) > 0;
        });
        return !isMirrored && isConvex && shorter > 0.05 && longer < 8 && longer / shorter < 2.5
            && Array.TrueForAll(corners, c => Math.Abs(c.X) < 5 * ad.Width && Math.Abs(c.Y) < 5 * ad.Height);
    }
}
