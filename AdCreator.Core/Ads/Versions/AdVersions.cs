using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Versions;

/// <summary>Keeps every state in which an ad was finished.</summary>
public sealed class AdVersions(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>An ad's versions, newest first; empty for an ad that is not the organization's, and for one that was made before versions were kept.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<AdVersion>> ListAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        return await context.AdVersions.AsNoTracking().Where(v => v.AdId == adId).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
    }

    /// <summary>Makes what was composed the ad's new version, in the write that <paramref name="context"/> is about to make.</summary>
    /// <param name="context">Of the ad's organization, with the ad tracked.</param>
    /// <param name="ad">The ad, being made or changed.</param>
    /// <param name="personId">Who ordered the run: the author of the first version.</param>
    /// <param name="made">What was composed.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    internal async Task AddAsync(AdCreatorDbContext context, Ad ad, Guid personId, ComposedVersion made, CancellationToken cancellationToken)
    {
        await KeepFirstAsync(context, ad, personId, cancellationToken);
        var revision = ad.Revision;
        var version = new AdVersion
        {
            Id = NewId.Next(time),
            OrganizationId = ad.OrganizationId,
            AdId = ad.Id,
            Number = ad.VersionNumber + 1,
            Cause = revision?.Cause ?? VersionCause.Made,
            ParentId = ad.VersionId,
            ChangeWish = revision?.Wish,
            Hook = ad.Hook!,
            Design = revision is null ? ad.Design : revision.Design,
            SceneBlobId = made.SceneBlobId,
            ShapeScenes = revision?.ShapeScenes ?? [],
            FinalBlobId = made.FinalBlobId,
            Checks = made.Checks,
            Review = revision is { Cause: VersionCause.ShapesDrawn } ? ad.Review : null,
            PersonId = revision?.PersonId ?? personId,
            CreatedAt = time.GetUtcNow(),
        };
        context.AdVersions.Add(version);
        if (version.Cause == VersionCause.ShapesDrawn)
        {
            // Words and picture are the same: only the sizes that had no file are rendered.
            var files = await context.AdFiles.AsNoTracking().Where(f => f.VersionId == ad.VersionId).ToListAsync(cancellationToken);
            context.AdFiles.AddRange(files.Where(f => !f.Checks.NeedsOwnPicture).Select(f => f.For(version.Id, NewId.Next(time), version.CreatedAt)));
        }

        ad.TakeUp(version, isReviewWanted: version.Cause is not (VersionCause.TextEdited or VersionCause.ShapesDrawn));
    }

    /// <summary>Writes a review into the ad and into its version.</summary>
    internal static async Task KeepReviewAsync(AdCreatorDbContext context, Ad ad, Review review, CancellationToken cancellationToken)
    {
        ad.Review = review;
        if (await context.AdVersions.SingleOrDefaultAsync(v => v.Id == ad.VersionId, cancellationToken) is { } version)
        {
            version.Review = review;
        }
    }

    /// <summary>A finished ad from before versions were kept gets its first one, so that it can be taken up again.</summary>
    internal static async Task KeepFirstAsync(AdCreatorDbContext context, Ad ad, Guid personId, CancellationToken cancellationToken)
    {
        if (ad.VersionId is not null || ad.FinalBlobId is not { } final || await context.AdVersions.AnyAsync(v => v.AdId == ad.Id, cancellationToken))
        {
            return;
        }

        var first = new AdVersion
        {
            Id = NewId.At(ad.FinishedAt ?? ad.CreatedAt),
            OrganizationId = ad.OrganizationId,
            AdId = ad.Id,
            Number = 1,
            Cause = VersionCause.Made,
            Hook = ad.Hook!,
            Design = ad.Design,
            SceneBlobId = ad.SceneBlobId!.Value,
            FinalBlobId = final,
            Checks = ad.Checks,
            Review = ad.Review,
            PersonId = personId,
            CreatedAt = ad.FinishedAt ?? ad.CreatedAt,
        };
        context.AdVersions.Add(first);
        (ad.VersionId, ad.VersionNumber) = (first.Id, 1);
    }
}

/// <summary>What composing made.</summary>
/// <param name="SceneBlobId">The picture it was made from.</param>
/// <param name="FinalBlobId">The finished ad in the format of its brief.</param>
/// <param name="Checks">What was measured on it.</param>
internal sealed record ComposedVersion(Guid SceneBlobId, Guid FinalBlobId, CheckReport? Checks);
