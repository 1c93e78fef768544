using AdCreator.Core.Imaging.Vision;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>A polynomial of two variables over a picture, from weighted least squares.</summary>
internal sealed class Surface
{
    private readonly int width;
    private readonly int height;
    private readonly int degree;
    private readonly double[] coefficients;

    private Surface(int width, int height, int degree, double[] coefficients) =>
        (this.width, this.height, this.degree, this.coefficients) = (width, height, degree, coefficients);

    public static Surface Fit(LabPicture picture, float[] channel, int[] places, double[] weights, int degree)
    {
        var count = (degree + 1) * (degree + 2) / 2;
        var (matrix, right) = (new double[count, count], new double[count]);
        var terms = new double[count];
        for (var k = 0; k < places.Length; k++)
        {
            Terms(places[k], picture.Width, picture.Height, degree, terms);
            for (var i = 0; i < count; i++)
            {
                right[i] += weights[k] * terms[i] * channel[places[k]];
                for (var j = 0; j < count; j++)
                {
                    matrix[i, j] += weights[k] * terms[i] * terms[j];
                }
            }
        }

        return new Surface(picture.Width, picture.Height, degree, Solve(matrix, right));
    }

    public double At(int place)
    {
        Span<double> terms = stackalloc double[coefficients.Length];
        Terms(place, width, height, degree, terms);
        return ValueOf(terms);
    }

    public float[] Values()
    {
        Span<double> terms = stackalloc double[coefficients.Length];
        var values = new float[width * height];
        for (var i = 0; i < values.Length; i++)
        {
            Terms(i, width, height, degree, terms);
            values[i] = (float)ValueOf(terms);
        }

        return values;
    }

    private double ValueOf(ReadOnlySpan<double> terms)
    {
        var value = 0.0;
        for (var i = 0; i < terms.Length; i++)
        {
            value += coefficients[i] * terms[i];
        }

        return value;
    }

    /// <summary>1, x, y, xx, xy, yy and so on, x and y from -1 to 1 across the picture.</summary>
    private static void Terms(int place, int width, int height, int degree, Span<double> terms)
    {
        var (x, y) = ((2.0 * (place % width) / width) - 1, (2.0 * (place / width) / height) - 1);
        var at = 0;
        for (var total = 0; total <= degree; total++)
        {
            for (var power = 0; power <= total; power++)
            {
                terms[at++] = Power(x, total - power) * Power(y, power);
            }
        }
    }

    private static double Power(double value, int exponent) => exponent switch { 0 => 1, 1 => value, 2 => value * value, _ => value * value * value };

    /// <summary>Gauss with pivoting; a little on the diagonal keeps a flat ring solvable.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] += 1e-6;
        }

        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(matrix[row, column]));
            (right[column], right[pivot]) = (right[pivot], right[column]);
            for (var k = 0; k < n; k++)
            {
                (matrix[column, k], matrix[pivot, k]) = (matrix[pivot, k], matrix[column, k]);
            }

            for (var row = 0; row < n; row++)
            {
                var factor = row == column ? 0 : matrix[row, column] / matrix[column, column];
                right[row] -= factor * right[column];
                for (var k = column; k < n && factor != 0; k++)
                {
                    matrix[row, k] -= factor * matrix[column, k];
                }
            }
        }

        return [.. right.Select((value, i) => value / matrix[i, i])];
    }
}
