using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Starts the next set from the brief of an earlier one.</summary>
public sealed class BriefCopies(AdCreatorDb database, BriefDrafts drafts, MembershipGuard guard)
{
    /// <summary>Puts the choices of a set into the person's draft, in place of what stands there. False when the organization has no such set.</summary>
    /// <remarks>Product, kit and claims are looked up anew at the order: only what a person chose is copied.</remarks>
    public async Task<bool> CopyToDraftAsync(Actor actor, Guid runId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var run = await context.AdRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId, cancellationToken);
        if (run is null)
        {
            return false;
        }

        await drafts.SaveAsync(actor, ChoicesOf(run.BrandId, run.ProductId, run.Brief), cancellationToken);
        return true;
    }

    private static BriefChoices ChoicesOf(Guid brandId, Guid productId, Brief brief) => new()
    {
        BrandId = brandId,
        ProductId = productId,
        ReferenceBlobId = brief.ReferenceBlobId,
        Wish = brief.Wish,
        Audience = brief.Audience,
        Variations = brief.Variations,
        Mode = brief.Mode,
        Placements = brief.Placements,
        Hooks = [.. brief.Hooks.Select(h => new HookChoice(h, IsChosen: true))],
        VariantsPerHook = brief.VariantsPerHook,
        AspectRatio = brief.AspectRatio,
    };
}
