using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Organizations;

namespace AdCreator.Core.Ads.Versions;

/// <summary>Says which sizes of an ad have no file because a crop would cut the product, and what pictures of their own would cost.</summary>
/// <remarks>One picture serves every size of its shape. <see cref="AdEditing.DrawShapesAsync"/> orders them.</remarks>
public sealed class OwnPictures(MembershipGuard guard, AdRows rows, AdFiles files, RunQuotes quotes)
{
    /// <summary>What can be ordered for the version that stands; null where nothing is missing, and for an ad that is not the organization's.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<OwnPictureOffer?> FindAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var ad = await rows.FindAdAsync(actor.OrganizationId, adId, cancellationToken);
        var run = ad is null ? null : await rows.FindRunAsync(actor.OrganizationId, ad.RunId, cancellationToken);
        if (run is null || ad!.VersionId is not { } versionId)
        {
            return null;
        }

        var sizes = await ListAsync(actor, run, adId, versionId, cancellationToken);
        return sizes.Count == 0
            ? null
            : new OwnPictureOffer(versionId, sizes, await quotes.AtMostOfShapesAsync(actor.OrganizationId, run.Brief, ShapesOf(sizes), cancellationToken));
    }

    /// <summary>The sizes without a file whose shape can be drawn. A placed product is never cut: there a picture would not help.</summary>
    internal async Task<IReadOnlyList<OwnPictureSize>> ListAsync(Actor actor, AdRun run, Guid adId, Guid versionId, CancellationToken cancellationToken) =>
        run.Brief.Mode == PictureMode.ProductLock
            ? []
            : [.. (await files.ListAsync(actor, adId, versionId, cancellationToken))
                .Where(f => f.Checks.NeedsOwnPicture)
                .Select(f => PlacementSpecs.Find(f.PlacementId))
                .OfType<Placement>()
                .Select(p => new OwnPictureSize(p.Id, PictureShapes.ClosestTo(p.Width, p.Height)))];

    /// <summary>The pictures that the sizes need: one a shape.</summary>
    internal static IReadOnlyList<string> ShapesOf(IEnumerable<OwnPictureSize> sizes) => [.. sizes.Select(s => s.AspectRatio).Distinct(StringComparer.Ordinal)];
}

/// <summary>Sizes of an ad that can be had with pictures of their own.</summary>
/// <param name="VersionId">The version that lacks them.</param>
/// <param name="Sizes">By placement; one or more.</param>
/// <param name="AtMostUsd">The most that all their pictures can cost, US dollars; null when the model has no price.</param>
public sealed record OwnPictureOffer(Guid VersionId, IReadOnlyList<OwnPictureSize> Sizes, decimal? AtMostUsd)
{
    /// <summary>How many pictures the model draws: one for each shape.</summary>
    public int Pictures => OwnPictures.ShapesOf(Sizes).Count;
}

/// <summary>A size that needs a picture of its own.</summary>
/// <param name="PlacementId">Such as <c>meta.story.9x16</c>.</param>
/// <param name="AspectRatio">The shape it is drawn in, one of <see cref="PictureShapes.All"/>.</param>
public sealed record OwnPictureSize(string PlacementId, string AspectRatio);
