namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Where a product stops being the photo's. Chosen by <c>./bench.sh fidelity</c>; docs/checks.md has the figures.</summary>
internal static class FidelityLimits
{
    public const int FewestInliers = 12;
    public const int FewestTiles = 40;
    public const double MostOutside = 0.08;
    public const int MirroredInliers = 15;
    public const double MirroredTimes = 3;

    public const double Aspect = 1.045;
    public const double WorstTile = 0.95;
    public const double LowTile = 0.97;
    public const double WorstColor = 3.2;
    public const double MeanColor = 2;
    public const double HueShift = 3;
    public const double Shift = 0.8;
    public const double Sharpness = 0.60;
}
