using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands.Pictures;

/// <summary>The pictures of a product: every member may see and change them.</summary>
/// <remarks>Pictures are kept as files when they are removed here: ads that were made from them go on showing them.</remarks>
/// <exception cref="AccessDeniedException">Thrown by every method with an actor who is no member (any more).</exception>
public sealed class ProductPictures(AdCreatorDb database, CutoutRows rows, MembershipGuard guard, TimeProvider time)
{
    /// <summary>As many as a page shows well.</summary>
    public const int MaxPictures = 12;

    /// <summary>A product's pictures in their order; null for a product the organization does not have.</summary>
    public async Task<IReadOnlyList<ProductPictureView>?> ListAsync(Actor actor, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        // Products of an older version have a picture without a row.
        await rows.EnsureMainAsync(actor.OrganizationId, productId, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var product = await context.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == productId, cancellationToken);
        if (product is null)
        {
            return null;
        }

        return await context.ProductPictures.AsNoTracking()
            .Where(p => p.ProductId == productId)
            .OrderBy(p => p.Position).ThenBy(p => p.Id)
            .Take(MaxPictures)
            .Select(p => new ProductPictureView(
                p.Id, p.Version, p.BlobId, p.CutoutBlobId, p.State, p.Confidence, p.Note, p.BlobId == product.PictureBlobId,
                p.CutoutBlobId == null || context.Blobs.Any(photo => photo.Id == p.BlobId
                    && context.Blobs.Any(cutout => cutout.Id == p.CutoutBlobId && cutout.Width == photo.Width && cutout.Height == photo.Height))))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Adds a picture that the intake took; the first one becomes the main one. Nothing is cut out yet.</summary>
    /// <param name="productVersion">As it was read with the product.</param>
    public Task<PictureResult> AddAsync(Actor actor, Guid productId, int productVersion, Guid blobId, CancellationToken cancellationToken) =>
        ChangeProductAsync(
            actor, productId, productVersion,
            async (context, product) =>
            {
                if (!await context.Blobs.AnyAsync(b => b.Id == blobId, cancellationToken))
                {
                    return new PictureResult.Refused("That picture is not here (any more): choose the file again.");
                }

                if (await context.ProductPictures.CountAsync(p => p.ProductId == productId, cancellationToken) >= MaxPictures)
                {
                    return new PictureResult.Refused($"A product can have {MaxPictures} pictures: remove one first.");
                }

                await CutoutRows.AddMissingAsync(context, product, blobId, time, cancellationToken);
                product.PictureBlobId ??= blobId;
                return null;
            },
            cancellationToken);

    /// <summary>Takes a picture from its product; where it was the main one, the next becomes that.</summary>
    public Task<PictureResult> RemoveAsync(Actor actor, Guid pictureId, int productVersion, CancellationToken cancellationToken) =>
        ChangeByPictureAsync(
            actor, pictureId, productVersion,
            async (context, product, picture) =>
            {
                context.ProductPictures.Remove(picture);
                if (product.PictureBlobId == picture.BlobId)
                {
                    product.PictureBlobId = await context.ProductPictures.AsNoTracking()
                        .Where(p => p.ProductId == product.Id && p.Id != picture.Id)
                        .OrderBy(p => p.Position).ThenBy(p => p.Id)
                        .Select(p => (Guid?)p.BlobId)
                        .FirstOrDefaultAsync(cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Makes a picture the one that ads show.</summary>
    public Task<PictureResult> MakeMainAsync(Actor actor, Guid pictureId, int productVersion, CancellationToken cancellationToken) =>
        ChangeByPictureAsync(
            actor, pictureId, productVersion,
            (_, product, picture) =>
            {
                product.PictureBlobId = picture.BlobId;
                return Task.CompletedTask;
            },
            cancellationToken);

    private async Task<PictureResult> ChangeByPictureAsync(
        Actor actor, Guid pictureId, int productVersion, Func<AdCreatorDbContext, Product, ProductPicture, Task> change, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (await rows.FindAsync(actor.OrganizationId, pictureId, cancellationToken) is not { } found)
        {
            return new PictureResult.NotFound();
        }

        return await ChangeProductAsync(
            actor, found.ProductId, productVersion,
            async (context, product) =>
            {
                if (await context.ProductPictures.SingleOrDefaultAsync(p => p.Id == pictureId, cancellationToken) is not { } picture)
                {
                    return new PictureResult.NotFound();
                }

                await change(context, product, picture);
                return null;
            },
            cancellationToken);
    }

    /// <param name="change">Null when the change may be saved, else what keeps it from being made.</param>
    private async Task<PictureResult> ChangeProductAsync(
        Actor actor, Guid productId, int productVersion, Func<AdCreatorDbContext, Product, Task<PictureResult?>> change, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var product = await context.Products.SingleOrDefaultAsync(p => p.Id == productId, cancellationToken);
        if (product is null)
        {
            return new PictureResult.NotFound();
        }

        if (product.Version != productVersion)
        {
            return new PictureResult.ChangedMeanwhile();
        }

        if (await change(context, product) is { } refusal)
        {
            return refusal;
        }

        product.Version++;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new PictureResult.Done(product.Version, product.PictureBlobId);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new PictureResult.ChangedMeanwhile();
        }
    }
}
