using AdCreator.Core.Imaging.Fidelity;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Puts the comparison of a product with its photo among the checks.</summary>
internal static class FidelityResults
{
    /// <summary>Stable word of this check.</summary>
    public const string Name = "fidelity";

    /// <summary>A pass only where the product was found and nothing differs.</summary>
    public static CheckResult Of(FidelityResult result) => new(Name, StateOf(result.Verdict), result.Reason)
    {
        Value = result.Figures is { } figures ? Math.Round(figures.WorstTile, 3) : null,
        PassLine = result.Figures is null ? null : FidelityLimits.WorstTile,
        Unit = result.Figures is null ? "" : "structure",
        Place = result.Worst ?? result.Found,
    };

    private static CheckState StateOf(FidelityVerdict verdict) => verdict switch
    {
        FidelityVerdict.Faithful => CheckState.Passed,
        FidelityVerdict.Altered or FidelityVerdict.Mirrored => CheckState.Failed,
        _ => CheckState.NotVerified,
    };
}
