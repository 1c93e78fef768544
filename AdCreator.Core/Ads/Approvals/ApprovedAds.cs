using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Finds what people approved before: the yardstick beside a new ad.</summary>
public sealed class ApprovedAds(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>Ads that are shown.</summary>
    public const int Take = 3;

    /// <summary>The last approved ads of the brand that an ad is for, latest first, without that ad; empty for an ad that is not the organization's.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<IReadOnlyList<ApprovedAdView>> ListAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var brand = context.Ads.Where(a => a.Id == adId).Join(context.AdRuns, a => a.RunId, r => r.Id, (_, r) => r.BrandId);
        return await context.Ads.AsNoTracking()
            .Where(a => a.Id != adId && a.Decision == Decision.Approved && a.FinalBlobId != null)
            .Join(context.AdRuns, a => a.RunId, r => r.Id, (a, r) => new { Ad = a, r.BrandId })
            .Where(j => brand.Contains(j.BrandId))
            .OrderByDescending(j => j.Ad.DecidedAt).ThenByDescending(j => j.Ad.Id)
            .Take(Take)
            .Select(j => new ApprovedAdView(j.Ad.RunId, j.Ad.Number, j.Ad.FinalBlobId!.Value, j.Ad.Hook, j.Ad.DecidedAt))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>An ad that a person approved.</summary>
public sealed record ApprovedAdView(Guid RunId, int Number, Guid FinalBlobId, Hook? Hook, DateTimeOffset? DecidedAt);
