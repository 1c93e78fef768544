using AdCreator.Core.Ads.Export;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Core.Data;
using AdCreator.Core.Files;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Sharing;

/// <summary>What somebody sees who has nothing but a link: the set's pictures and their words, and nothing else of the organization.</summary>
/// <remarks>Expired, revoked and unknown links are all the same: null.</remarks>
public sealed class SharedSets(AdCreatorDb database, IShareLinkOrganizations organizations, BlobStore blobs, TimeProvider time)
{
    /// <summary>The set behind a link: finished ads at their current version, without those that were rejected.</summary>
    public async Task<SharedSet?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (await FindLinkAsync(secret, cancellationToken) is not { } link)
        {
            return null;
        }

        await using var context = database.Open(link.OrganizationId);
        var run = await context.AdRuns.AsNoTracking().SingleAsync(r => r.Id == link.RunId, cancellationToken);
        var ads = await Shown(context, link.RunId).OrderBy(a => a.Number).ToListAsync(cancellationToken);
        var versionIds = ads.Select(a => a.VersionId).ToList();
        var files = (await context.AdFiles.AsNoTracking()
                .Where(f => versionIds.Contains(f.VersionId) && f.BlobId != null)
                .OrderBy(f => f.PlacementId)
                .Select(f => new { f.VersionId, f.PlacementId, f.BlobId, f.Width, f.Height })
                .ToListAsync(cancellationToken))
            .ToLookup(f => f.VersionId);
        return new SharedSet(run.Brief.BrandName, run.Brief.ProductName, run.Brief.AspectRatio, link.ExpiresAt, [.. ads.Select(ad =>
        {
            var wording = AdWording.Of(run.Brief, ad.Hook, ad.Design);
            return new SharedAd(ad.Number, wording.Headline, wording.AltText, ad.FinalBlobId!.Value, ad.VersionId is not { } version ? [] :
                [.. files[version].Select(f => new SharedPicture(ExportPlacement.Of(f.PlacementId).Name, f.BlobId!.Value, f.Width, f.Height))]);
        })]);
    }

    /// <summary>One of the pictures that the page of the link shows; null for every other one.</summary>
    public async Task<OpenBlob?> OpenPictureAsync(string secret, Guid blobId, CancellationToken cancellationToken)
    {
        if (await FindLinkAsync(secret, cancellationToken) is not { } link)
        {
            return null;
        }

        await using var context = database.Open(link.OrganizationId);
        var ads = Shown(context, link.RunId);
        var isShown = await ads.AnyAsync(a => a.FinalBlobId == blobId, cancellationToken)
            || await context.AdFiles.AnyAsync(f => f.BlobId == blobId && ads.Any(a => a.VersionId == f.VersionId), cancellationToken);
        return isShown ? await blobs.OpenReadAsync(link.OrganizationId, blobId, cancellationToken) : null;
    }

    private static IQueryable<Ad> Shown(AdCreatorDbContext context, Guid runId) => context.Ads.AsNoTracking()
        .Where(a => a.RunId == runId && (a.Stage == AdStage.Done || a.VersionId != null) && a.FinalBlobId != null && a.Decision != Decision.Rejected);

    private async Task<ShareLink?> FindLinkAsync(string secret, CancellationToken cancellationToken)
    {
        if (ShareSecret.HashOf(secret) is not { } hash || await organizations.FindAsync(hash, cancellationToken) is not { } organizationId)
        {
            return null;
        }

        var now = time.GetUtcNow();
        await using var context = database.Open(organizationId);
        return await context.ShareLinks.AsNoTracking()
            .SingleOrDefaultAsync(l => l.SecretHash == hash && l.RevokedAt == null && l.ExpiresAt > now, cancellationToken);
    }
}

/// <summary>A set as a link shows it.</summary>
/// <param name="AspectRatio">Of the ads' own format, such as <c>4:5</c>.</param>
/// <param name="Ads">By number.</param>
public sealed record SharedSet(string BrandName, string ProductName, string AspectRatio, DateTimeOffset ExpiresAt, IReadOnlyList<SharedAd> Ads);

/// <summary>An ad as a link shows it.</summary>
/// <param name="Placements">The same ad for other placements.</param>
public sealed record SharedAd(int Number, string Headline, string AltText, Guid PictureBlobId, IReadOnlyList<SharedPicture> Placements);

/// <summary>An ad's picture for one placement.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record SharedPicture(string Placement, Guid BlobId, int Width, int Height);
