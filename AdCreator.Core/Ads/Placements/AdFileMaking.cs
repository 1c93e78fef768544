using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Files;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Renders a version for the placements of its run: each file is checked on its own, and one that stands is passed over.</summary>
public sealed class AdFileMaking(DesignReader designs, AdFiles files, BlobStore blobs, DrawingTurns turns, TimeProvider time)
{
    /// <summary>An ad's pictures, decoded, hold up to 130 MB: two ads at a time.</summary>
    private static readonly SemaphoreSlim Turn = new(2, 2);

    /// <summary>Makes what is missing, in the order of the spec file.</summary>
    internal async Task MakeAsync(AdRun run, Ad ad, CancellationToken cancellationToken)
    {
        if (run.Brief.Placements.Count == 0 || ad.VersionId is not { } versionId)
        {
            return;
        }

        var made = await files.ListPlacementsAsync(run.OrganizationId, versionId, cancellationToken);
        var missing = PlacementSpecs.Images.Where(p => run.Brief.Placements.Contains(p.Id, StringComparer.Ordinal) && !made.Contains(p.Id)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var input = await designs.ReadAsync(run, ad.Hook!, ad.Design, ad.SceneBlobId!.Value, cancellationToken) with { ProductBox = ad.Checks?.ProductBox };
        var began = time.GetTimestamp();
        await turns.LetPassAsync(began, cancellationToken);
        await Turn.WaitAsync(cancellationToken);
        try
        {
            using var renderer = await Task.Run(() => PlacementRenderer.Open(input), cancellationToken);
            foreach (var placement in missing)
            {
                await turns.LetPassAsync(began, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                var file = await Task.Run(() => renderer.Render(placement), cancellationToken);
                await KeepAsync(ad, versionId, file, cancellationToken);
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    private async Task KeepAsync(Ad ad, Guid versionId, PlacementFile file, CancellationToken cancellationToken)
    {
        // What the ad's words and product were found to be holds for each of its files.
        var checks = file.Checks with { Checks = [.. file.Checks.Checks, .. ad.Checks?.Checks.Where(AdChecks.HoldsForFiles) ?? []] };
        var blob = file.Ad is { } made ? await blobs.WriteAsync(ad.OrganizationId, made.Picture, cancellationToken) : null;
        await files.AddAsync(
            new AdFile
            {
                Id = NewId.Next(time),
                OrganizationId = ad.OrganizationId,
                AdId = ad.Id,
                VersionId = versionId,
                PlacementId = file.Placement.Id,
                BlobId = blob?.Id,
                Sha256 = blob?.Sha256,
                Width = blob?.Width ?? 0,
                Height = blob?.Height ?? 0,
                ByteCount = blob?.ByteCount ?? 0,
                State = checks.State,
                Checks = checks,
                CreatedAt = time.GetUtcNow(),
            },
            cancellationToken);
    }
}
