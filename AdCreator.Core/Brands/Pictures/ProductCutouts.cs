using AdCreator.Core.Data;
using AdCreator.Core.Files;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Cutouts;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Brands.Pictures;

/// <summary>The cut-outs of a product's pictures: every member may make and change them.</summary>
/// <exception cref="AccessDeniedException">Thrown by every method with an actor who is no member (any more).</exception>
public sealed class ProductCutouts(AdCreatorDb database, BlobStore blobs, CutoutRows rows, MembershipGuard guard)
{
    /// <summary>Cuts a picture out (again), in some seconds; gives its new state, null for an unknown picture.</summary>
    public async Task<CutoutState?> CutAsync(Actor actor, Guid pictureId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (await rows.FindAsync(actor.OrganizationId, pictureId, cancellationToken) is not { } picture)
        {
            return null;
        }

        await rows.CutAsync(actor.OrganizationId, picture, cancellationToken);
        return (await rows.FindAsync(actor.OrganizationId, pictureId, cancellationToken))?.State;
    }

    /// <summary>A person has looked at the cut-out and takes it as it is.</summary>
    public Task<PictureResult> ConfirmAsync(Actor actor, Guid pictureId, int version, CancellationToken cancellationToken) =>
        ChangePictureAsync(actor, pictureId, version, picture => Task.FromResult(
            picture.CutoutBlobId is { } cutout ? (cutout, (string?)null) : (default, "There is no cut-out to confirm: upload a transparent PNG.")), cancellationToken);

    /// <summary>Takes what the brush left: a PNG of the photo's size whose transparency is the new cut-out's.</summary>
    /// <param name="touched">At most 10 MB are read; its colours do not count.</param>
    public Task<PictureResult> TouchUpAsync(Actor actor, Guid pictureId, int version, Stream touched, CancellationToken cancellationToken) =>
        ChangePictureAsync(
            actor, pictureId, version,
            async picture =>
            {
                var photo = await blobs.ReadAsync(actor.OrganizationId, picture.BlobId, cancellationToken);
                var cutout = picture.CutoutBlobId is { } id ? await blobs.ReadAsync(actor.OrganizationId, id, cancellationToken) : null;
                var upload = await UploadReader.ReadAsync(touched, cancellationToken);
                if (photo is null || upload is null)
                {
                    return (default, PictureInspector.TooManyBytes().Reason);
                }

                var isSameSize = cutout is null || (cutout.Blob.Width == photo.Blob.Width && cutout.Blob.Height == photo.Blob.Height);
                var result = await Task.Run(() => CutoutTouchUp.Apply((isSameSize ? photo : cutout!).Bytes, cutout?.Bytes, upload.Value), cancellationToken);
                return result switch
                {
                    TouchUpResult.Done done => ((await blobs.WriteAsync(actor.OrganizationId, done.Cutout, cancellationToken)).Id, null),
                    TouchUpResult.Refused refused => (default, refused.Reason),
                    _ => throw new InvalidOperationException($"Unknown case {result.GetType().Name}."),
                };
            },
            cancellationToken);

    /// <summary>Takes a transparent picture, already taken in, as the cut-out; its size may differ from the photo's.</summary>
    public Task<PictureResult> ReplaceCutoutAsync(Actor actor, Guid pictureId, int version, Guid blobId, CancellationToken cancellationToken) =>
        ChangePictureAsync(
            actor, pictureId, version,
            async _ => await blobs.ReadAsync(actor.OrganizationId, blobId, cancellationToken) is { } png && Transparency.IsUsable(png.Bytes)
                ? (blobId, null)
                : (default, "That picture has no transparency around a product: export it as PNG without a background and choose the new file."),
            cancellationToken);

    /// <summary>A product's cut-out for placing it on a scene; makes it when there is none yet, which takes some seconds.</summary>
    /// <remarks>For work of the organization: whoever calls has checked the actor. Good and confirmed ones are usable.</remarks>
    public async Task<CutoutAnswer> EnsureAsync(Guid organizationId, Guid productId, CancellationToken cancellationToken)
    {
        var picture = await rows.EnsureMainAsync(organizationId, productId, cancellationToken);
        if (picture?.State is CutoutState.Pending or CutoutState.Unavailable)
        {
            await rows.CutAsync(organizationId, picture, cancellationToken);
            picture = await rows.FindAsync(organizationId, picture.Id, cancellationToken);
        }

        return picture switch
        {
            null => new CutoutAnswer.NotUsable("The product has no picture: add one on its page."),
            { State: CutoutState.Good or CutoutState.Confirmed, CutoutBlobId: { } cutout } => new CutoutAnswer.Usable(cutout),
            { State: CutoutState.PleaseCheck } => new CutoutAnswer.NotUsable("The product's cut-out has to be looked at once: confirm it or touch it up on the product's page."),
            { State: CutoutState.Unavailable } => new CutoutAnswer.NotUsable(picture.Note),
            _ => new CutoutAnswer.NotUsable("The product could not be cut out of its picture: upload a transparent PNG on the product's page."),
        };
    }

    /// <summary>Stores a cut-out that a person stands behind.</summary>
    /// <param name="make">Gives the cut-out's blob, or a refusal.</param>
    private async Task<PictureResult> ChangePictureAsync(
        Actor actor, Guid pictureId, int version, Func<ProductPicture, Task<(Guid Cutout, string? Refusal)>> make, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (await rows.FindAsync(actor.OrganizationId, pictureId, cancellationToken) is not { } picture)
        {
            return new PictureResult.NotFound();
        }

        if (picture.Version != version)
        {
            return new PictureResult.ChangedMeanwhile();
        }

        if (await make(picture) is var (cutout, refusal) && refusal is not null)
        {
            return new PictureResult.Refused(refusal);
        }

        await using var context = database.Open(actor.OrganizationId);
        var changed = await context.ProductPictures
            .Where(p => p.Id == pictureId && p.Version == version)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(p => p.CutoutBlobId, cutout)
                    .SetProperty(p => p.State, CutoutState.Confirmed)
                    .SetProperty(p => p.Confidence, (double?)null)
                    .SetProperty(p => p.Note, "")
                    .SetProperty(p => p.Version, p => p.Version + 1),
                cancellationToken);
        var product = await context.Products.AsNoTracking().SingleAsync(p => p.Id == picture.ProductId, cancellationToken);
        return changed == 1 ? new PictureResult.Done(product.Version, product.PictureBlobId) : new PictureResult.ChangedMeanwhile();
    }
}
