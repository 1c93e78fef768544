using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Turns a run's brief back into choices, to order something like it.</summary>
public static class RunChoices
{
    /// <summary>What would have to be chosen for the same order today. Product, price and offer are as they are now.</summary>
    public static BriefChoices Of(AdRun run) => new()
    {
        BrandId = run.BrandId,
        ProductId = run.ProductId,
        ReferenceBlobId = run.Brief.ReferenceBlobId,
        Wish = run.Brief.Wish,
        Variations = Math.Min(run.Brief.Variations, BriefWriter.MaxVariations),
        AspectRatio = run.Brief.AspectRatio,
        Mode = run.Brief.CutoutBlobId is null ? null : run.Brief.Mode,
        Placements = run.Brief.Placements,
        Audience = run.Brief.Audience,
        VariantsPerHook = run.Brief.VariantsPerHook,
    };
}
