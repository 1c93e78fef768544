using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Reads the pictures and fonts that an ad is rendered from.</summary>
public sealed class DesignReader(AdCreatorDb database, BlobStore blobs)
{
    /// <summary>Everything of a design. A font that the brand has removed since is replaced by the program's own.</summary>
    /// <exception cref="InvalidOperationException">A picture is missing from the blob store.</exception>
    internal async Task<DesignInput> ReadAsync(AdRun run, Hook hook, AdDesign? design, Guid sceneBlobId, CancellationToken cancellationToken)
    {
        var (brief, organizationId) = (run.Brief, run.OrganizationId);
        return new DesignInput
        {
            Brief = brief,
            HookText = hook.Text,
            Design = design,
            Scene = await ReadAsync(organizationId, sceneBlobId, cancellationToken),
            Cutout = await ReadIfAsync(organizationId, brief.Mode == PictureMode.ProductLock ? brief.CutoutBlobId : null, cancellationToken),
            Logo = await ReadIfAsync(organizationId, brief.Kit.LogoBlobId, cancellationToken),
            HeadlineFont = await ReadFontAsync(organizationId, brief.Kit.HeadlineFontId, cancellationToken),
            TextFont = await ReadFontAsync(organizationId, brief.Kit.TextFontId, cancellationToken),
        };
    }

    /// <summary>One picture.</summary>
    /// <exception cref="InvalidOperationException">It is missing from the blob store.</exception>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(Guid organizationId, Guid blobId, CancellationToken cancellationToken) =>
        (await blobs.ReadAsync(organizationId, blobId, cancellationToken))?.Bytes
            ?? throw new InvalidOperationException($"The picture {blobId} is missing from the blob store.");

    private async Task<ReadOnlyMemory<byte>?> ReadIfAsync(Guid organizationId, Guid? blobId, CancellationToken cancellationToken)
    {
        if (blobId is null)
        {
            return null;
        }

        return await ReadAsync(organizationId, blobId.Value, cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>?> ReadFontAsync(Guid organizationId, Guid? fontId, CancellationToken cancellationToken)
    {
        if (fontId is null)
        {
            return null;
        }

        await using var context = database.Open(organizationId);
        var file = await context.BrandFonts.Where(f => f.Id == fontId).Select(f => f.File).SingleOrDefaultAsync(cancellationToken);

        // Not a conditional expression: its null would become empty memory.
        return file is null ? (ReadOnlyMemory<byte>?)null : file;
    }
}
