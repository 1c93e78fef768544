using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
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

        var own = await designs.ReadAsync(run, ad.Hook!, ad.Design, ad.SceneBlobId!.Value, cancellationToken) with { ProductBox = ad.Checks?.ProductBox };
        var began = time.GetTimestamp();
        await turns.LetPassAsync(began, cancellationToken);
        await Turn.WaitAsync(cancellationToken);
        try
        {
            var cut = await RenderAsync(own, missing, shape: null);
            foreach (var shape in ad.ShapeScenes)
            {
                var placements = cut.FindAll(p => PictureShapes.ClosestTo(p.Width, p.Height) == shape.AspectRatio);
                if (placements.Count > 0)
                {
                    var drawn = await designs.ReadAsync(run, ad.Hook!, ad.Design, shape.SceneBlobId, cancellationToken);
                    await RenderAsync(drawn with { ProductBox = shape.ProductBox, IsDrawnForShape = true }, placements, shape);
                }
            }
        }
        finally
        {
            Turn.Release();
        }

        // The placements that the ad's own picture would cut and that have another: nothing is kept of these yet.
        async Task<List<Placement>> RenderAsync(DesignInput input, List<Placement> placements, ShapeScene? shape)
        {
            List<Placement> cut = [];
            using var renderer = await Task.Run(() => PlacementRenderer.Open(input), cancellationToken);
            foreach (var placement in placements)
            {
                await turns.LetPassAsync(began, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                var file = await Task.Run(() => renderer.Render(placement), cancellationToken);
                if (shape is null && file.Checks.NeedsOwnPicture && ad.ShapeScenes.Any(s => s.AspectRatio == PictureShapes.ClosestTo(placement.Width, placement.Height)))
                {
                    cut.Add(placement);
                    continue;
                }

                await KeepAsync(ad, versionId, file, shape, cancellationToken);
            }

            return cut;
        }
    }

    private async Task KeepAsync(Ad ad, Guid versionId, PlacementFile file, ShapeScene? shape, CancellationToken cancellationToken)
    {
        // What the ad's words and product were found to be holds for each of its files; on a picture of its own the product was drawn anew.
        var held = (ad.Checks?.Checks ?? []).Where(AdChecks.HoldsForFiles).Select(c => c.Check == FidelityResults.Name ? shape?.Fidelity ?? c : c);
        var checks = file.Checks with { Checks = [.. file.Checks.Checks, .. held] };
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
                SceneBlobId = shape?.SceneBlobId,
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
