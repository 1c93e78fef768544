namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Sums over squares, at a cost that does not depend on their size.</summary>
internal static class BoxSum
{
    /// <summary>For each pixel the sum over the square of <paramref name="reach"/> pixels around it, cut at the border.</summary>
    public static float[] Of(float[] values, int width, int height, int reach)
    {
        var integral = new double[(width + 1) * (height + 1)];
        for (var y = 0; y < height; y++)
        {
            var row = 0.0;
            for (var x = 0; x < width; x++)
            {
                row += values[(y * width) + x];
                integral[((y + 1) * (width + 1)) + x + 1] = integral[(y * (width + 1)) + x + 1] + row;
            }
        }

        var sums = new float[values.Length];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (Math.Max(0, y - reach), Math.Min(height, y + reach + 1));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (Math.Max(0, x - reach), Math.Min(width, x + reach + 1));
                sums[(y * width) + x] = (float)(integral[(bottom * (width + 1)) + right] - integral[(top * (width + 1)) + right]
                    - integral[(bottom * (width + 1)) + left] + integral[(top * (width + 1)) + left]);
            }
        }

        return sums;
    }
}
