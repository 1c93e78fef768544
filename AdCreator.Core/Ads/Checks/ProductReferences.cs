using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Files;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Reads what a run's product looks like: its cut-out where there is one, else its photo.</summary>
public sealed class ProductReferences(BlobStore blobs)
{
    /// <summary>The picture that ads are compared with.</summary>
    /// <exception cref="InvalidOperationException">It is missing from the blob store.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(AdRun run, CancellationToken cancellationToken)
    {
        var id = run.Brief.CutoutBlobId ?? run.Brief.ProductPictureBlobId;
        return (await blobs.ReadAsync(run.OrganizationId, id, cancellationToken))?.Bytes
            ?? throw new InvalidOperationException($"The product's picture {id} is missing from the blob store.");
    }
}
