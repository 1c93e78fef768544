namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Evens out the light: the photo's brightness is brought to the ad's by one gain that may fall off across the product.</summary>
internal static class LightPlane
{
    private const int Rounds = 6;

    /// <summary>Gain of the photo's linear light for each tile's centre, as a function of the place.</summary>
    /// <param name="tiles">Place of each tile, and the logarithm of ad over photo.</param>
    public static Func<double, double, double> Fit(IReadOnlyList<(double X, double Y, double LogRatio)> tiles)
    {
        var values = tiles.Select(t => t.LogRatio).Order().ToArray();
        double[] plane = [values[values.Length / 2], 0, 0];
        for (var round = 0; round < Rounds; round++)
        {
            var residuals = tiles.Select(t => Math.Abs(t.LogRatio - At(plane, t.X, t.Y))).ToArray();
            var spread = Math.Max(0.01, 1.4826 * residuals.Order().ElementAt(residuals.Length / 2));
            plane = Solve(tiles, [.. residuals.Select(r => 1 / (1 + Math.Pow(r / (2 * spread), 4)))]);
        }

        return (x, y) => Math.Exp(Math.Clamp(At(plane, x, y), -1.1, 1.1));
    }

    private static double At(double[] plane, double x, double y) => plane[0] + (plane[1] * x) + (plane[2] * y);

    /// <summary>Weighted least squares; a slope costs a little, so that few tiles make none.</summary>
    private static double[] Solve(IReadOnlyList<(double X, double Y, double LogRatio)> tiles, double[] weights)
    {
        var (s, sx, sy, sxx, sxy, syy, sr, sxr, syr) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < tiles.Count; k++)
        {
            var (x, y, r) = tiles[k];
            var w = weights[k];
            (s, sx, sy, sr) = (s + w, sx + (w * x), sy + (w * y), sr + (w * r));
            (sxx, sxy, syy, sxr, syr) = (sxx + (w * x * x), sxy + (w * x * y), syy + (w * y * y), sxr + (w * x * r), syr + (w * y * r));
        }

        var (mx, my, mr, cost) = (sx / s, sy / s, sr / s, 0.02 * s);
        var (cxx, cxy, cyy) = ((sxx - (s * mx * mx)) + cost, sxy - (s * mx * my), (syy - (s * my * my)) + cost);
        var (cxr, cyr) = (sxr - (s * mx * mr), syr - (s * my * mr));
        var determinant = (cxx * cyy) - (cxy * cxy);
        var (bx, by) = (((cyy * cxr) - (cxy * cyr)) / determinant, ((cxx * cyr) - (cxy * cxr)) / determinant);
        return [mr - (bx * mx) - (by * my), bx, by];
    }
}
