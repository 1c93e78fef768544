using AdCreator.Core.Brands.Pictures;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Says whether Product Lock can be had for a product.</summary>
/// <exception cref="AccessDeniedException">Thrown by every public method with an actor who is no member (any more).</exception>
public sealed class UsableCutouts(AdCreatorDb database, ProductCutouts cutouts, MembershipGuard guard)
{
    /// <summary>The cut-out of the product's main picture, good by the program's measure or confirmed by a person; null without one, and for an unknown product.</summary>
    public async Task<Guid?> FindAsync(Actor actor, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await FindAsync(context, productId, cancellationToken);
    }

    /// <summary>Cuts the product's main picture out where nobody has yet, which takes some seconds; says what came of it.</summary>
    public async Task<CutoutAnswer> EnsureAsync(Actor actor, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        return await cutouts.EnsureAsync(actor.OrganizationId, productId, cancellationToken);
    }

    internal static Task<Guid?> FindAsync(AdCreatorDbContext context, Guid productId, CancellationToken cancellationToken) => context.ProductPictures
        .Where(p => p.ProductId == productId && (p.State == CutoutState.Good || p.State == CutoutState.Confirmed))
        .Where(p => context.Products.Any(o => o.Id == productId && o.PictureBlobId == p.BlobId))
        .OrderBy(p => p.Position)
        .Select(p => p.CutoutBlobId)
        .FirstOrDefaultAsync(cancellationToken);
}
