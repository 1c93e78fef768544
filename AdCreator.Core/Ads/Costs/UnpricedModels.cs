using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Costs;

/// <summary>Which models were called without a price. For admins, who can give them one.</summary>
public sealed class UnpricedModels(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>How far it looks back.</summary>
    public const int Days = 90;

    /// <summary>Models shown at most.</summary>
    public const int Most = 50;

    /// <summary>The models with calls of the last <see cref="Days"/> days that have no price, most calls first.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<IReadOnlyList<UnpricedModel>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        var since = time.GetUtcNow().AddDays(-Days);
        var lowest = NewId.LowestAt(since);
        await using var context = database.Open(actor.OrganizationId);
        return await context.TokenUsage
            .Where(u => u.CreatedAt >= since && u.Id >= lowest && u.CostState == CostState.Unpriced)
            .GroupBy(u => u.Model)
            .Select(g => new { Model = g.Key, Calls = g.LongCount() })
            .OrderByDescending(m => m.Calls).ThenBy(m => m.Model)
            .Take(Most)
            .Select(m => new UnpricedModel(m.Model, m.Calls))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A model that was called without a price.</summary>
public sealed record UnpricedModel(string Model, long Calls);
