using System.Runtime.InteropServices;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Whether an ad shows the product as its photo does.</summary>
/// <param name="Verdict">Only <see cref="FidelityVerdict.Faithful"/> is a pass.</param>
/// <param name="Reason">What was found, one sentence for people.</param>
public sealed record FidelityResult(FidelityVerdict Verdict, string Reason)
{
    /// <summary>What was measured; null when the product was not found.</summary>
    public FidelityFigures? Figures { get; init; }

    /// <summary>The place of the ad that differs most; null where nothing differs.</summary>
    public RelativeBox? Worst { get; init; }

    /// <summary>Where the product was found on the ad; null when it was not.</summary>
    public RelativeBox? Found { get; init; }
}

/// <summary>How a comparison ended.</summary>
public enum FidelityVerdict
{
    /// <summary>The product is as on the photo.</summary>
    Faithful = 1,

    /// <summary>It differs from the photo.</summary>
    Altered,

    /// <summary>It is the photo's mirror image.</summary>
    Mirrored,

    /// <summary>The product was not found well enough to judge. Never a pass.</summary>
    NotVerified,

    /// <summary>The machine lacks what comparing needs. Never a pass.</summary>
    Unavailable,
}

/// <summary>What a comparison measured.</summary>
/// <param name="Inliers">Points of the photo found again in one geometry.</param>
/// <param name="Tiles">Tiles of the product that were compared: about 1/12 of its side each.</param>
/// <param name="WorstTile">Mean structure of the three worst tiles, 1 is the same; below 0 the opposite.</param>
/// <param name="LowTile">Structure that 95 of 100 tiles exceed.</param>
/// <param name="MeanColor">Mean CIEDE2000 of the tiles, after evening out the light.</param>
/// <param name="WorstColor">CIEDE2000 that 98 of 100 tiles stay below.</param>
/// <param name="Aspect">How much longer one direction became than the other, 1 is not at all.</param>
/// <param name="HueShift">Degrees by which colours turned; 0 where there is hardly a colour.</param>
/// <param name="Shift">Pixels that 90 of 100 tiles lie off the common geometry at most.</param>
/// <param name="Sharpness">Median share of the photo's fine detail that the ad has.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FidelityFigures(
    int Inliers, int Tiles, double WorstTile, double LowTile, double MeanColor, double WorstColor, double Aspect, double HueShift, double Shift, double Sharpness);
