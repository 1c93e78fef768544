using System.Collections.Concurrent;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Imaging.Cutouts;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands.Pictures;

/// <summary>Makes cut-outs and writes them into the rows of pictures. The callers have checked who asks.</summary>
public sealed class CutoutRows(AdCreatorDb database, BlobStore blobs, TimeProvider time)
{
    /// <summary>Cuts that run in this process, by picture and version: a page and an order often ask for the same one at once.</summary>
    private readonly ConcurrentDictionary<(Guid Picture, int Version), Lazy<Task>> running = new();

    /// <summary>Adds the row of a picture that a product shows but no row tells of, not yet saved; null where there is one.</summary>
    internal static async Task<ProductPicture?> AddMissingAsync(
        AdCreatorDbContext context, Product product, Guid blobId, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await context.ProductPictures.AnyAsync(p => p.ProductId == product.Id && p.BlobId == blobId, cancellationToken))
        {
            return null;
        }

        var last = await context.ProductPictures.Where(p => p.ProductId == product.Id).MaxAsync(p => (int?)p.Position, cancellationToken);
        var now = time.GetUtcNow();
        var picture = new ProductPicture
        {
            Id = NewId.At(now),
            OrganizationId = product.OrganizationId,
            ProductId = product.Id,
            BlobId = blobId,
            State = CutoutState.Pending,
            Position = (last ?? -1) + 1,
            CreatedAt = now,
        };
        context.ProductPictures.Add(picture);
        return picture;
    }

    /// <summary>The row of a product's main picture, made where it is missing; null without a product or a main picture.</summary>
    internal async Task<ProductPicture?> EnsureMainAsync(Guid organizationId, Guid productId, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            await using var context = database.Open(organizationId);
            var product = await context.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == productId, cancellationToken);
            if (product?.PictureBlobId is not { } main)
            {
                return null;
            }

            if (await context.ProductPictures.AsNoTracking().SingleOrDefaultAsync(p => p.ProductId == productId && p.BlobId == main, cancellationToken) is { } known)
            {
                return known;
            }

            try
            {
                var added = await AddMissingAsync(context, product, main, time, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
                return added;
            }
            catch (DbUpdateException) when (tries == 0)
            {
                // Somebody else made it at the same time: the unique index decided.
            }
        }
    }

    /// <summary>A picture of the organization; null for an unknown id and a foreign one.</summary>
    internal async Task<ProductPicture?> FindAsync(Guid organizationId, Guid pictureId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return await context.ProductPictures.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pictureId, cancellationToken);
    }

    /// <summary>Cuts a picture out and stores what came of it, unless the row changed meanwhile: whoever did that knows better.</summary>
    /// <remarks>Takes some seconds of a core. May be repeated. Whoever asks while it runs waits for the same cut; a cancelled wait leaves it running.</remarks>
    internal Task CutAsync(Guid organizationId, ProductPicture picture, CancellationToken cancellationToken)
    {
        var key = (picture.Id, picture.Version);
        return running.GetOrAdd(key, _ => new Lazy<Task>(CutOnceAsync)).Value.WaitAsync(cancellationToken);

        async Task CutOnceAsync()
        {
            try
            {
                await CutAndKeepAsync(organizationId, picture);
            }
            finally
            {
                running.TryRemove(key, out _);
            }
        }
    }

    private async Task CutAndKeepAsync(Guid organizationId, ProductPicture picture)
    {
        if (await blobs.ReadAsync(organizationId, picture.BlobId, CancellationToken.None) is not { } photo)
        {
            return;
        }

        var result = await Task.Run(() => ProductCutter.Cut(photo.Bytes, CancellationToken.None), CancellationToken.None);
        (Guid? Cutout, CutoutState State, double? Confidence, string Note) made = result switch
        {
            CutoutResult.AlreadyTransparent => (picture.BlobId, CutoutState.Confirmed, null, ""),
            CutoutResult.Cut cut => ((await blobs.WriteAsync(organizationId, cut.Picture, CancellationToken.None)).Id, StateOf(cut.Trust), cut.Confidence, NoteOf(cut.Trust)),
            CutoutResult.Unavailable unavailable => (null, CutoutState.Unavailable, null, unavailable.Reason),
            _ => throw new InvalidOperationException($"Unknown case {result.GetType().Name}."),
        };
        await using var context = database.Open(organizationId);
        await context.ProductPictures
            .Where(p => p.Id == picture.Id && p.Version == picture.Version)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(p => p.CutoutBlobId, made.Cutout)
                    .SetProperty(p => p.State, made.State)
                    .SetProperty(p => p.Confidence, made.Confidence)
                    .SetProperty(p => p.Note, made.Note)
                    .SetProperty(p => p.Version, p => p.Version + 1),
                CancellationToken.None);
    }

    private static CutoutState StateOf(CutoutTrust trust) => trust switch
    {
        CutoutTrust.Good => CutoutState.Good,
        CutoutTrust.PleaseCheck => CutoutState.PleaseCheck,
        CutoutTrust.NeedsTransparentPicture => CutoutState.NeedsTransparentPicture,
        _ => throw new InvalidOperationException($"Unknown trust {trust}."),
    };

    private static string NoteOf(CutoutTrust trust) => trust switch
    {
        CutoutTrust.PleaseCheck => "Look at its edge: shadows or parts of the ground may be left, or parts of the product missing.",
        CutoutTrust.NeedsTransparentPicture => "The product could not be told from its ground. Upload a transparent PNG, or touch this cut-out up.",
        _ => "",
    };
}
