using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>Finds the hooks of a product's last ads, so that nobody pays for the same line again.</summary>
public sealed class EarlierHooks(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>How many ads are looked back at.</summary>
    public const int Ads = 50;

    /// <summary>The texts of the product's last <see cref="Ads"/> ads that have a hook, newest first, each once; none for an unknown product.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(Actor actor, Guid productId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var hooks = await context.Ads
            .Where(a => a.Hook != null && context.AdRuns.Any(r => r.Id == a.RunId && r.ProductId == productId))
            .OrderByDescending(a => a.CreatedAt)
            .Take(Ads)
            .Select(a => a.Hook)
            .ToListAsync(cancellationToken);
        return [.. hooks.Select(h => h!.Text).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
