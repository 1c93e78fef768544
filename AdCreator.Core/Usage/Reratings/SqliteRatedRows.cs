using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Row by row, in the process itself: SQLite needs no more.</summary>
internal sealed class SqliteRatedRows : IRatedRows
{
    public async Task KeepAsync(AdCreatorDbContext context, Guid reratingId, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        context.ReratedCalls.AddRange(changes.Select(c => new ReratedCall
        {
            ReratingId = reratingId, CallId = c.Before!.Id, OrganizationId = c.Before.OrganizationId, CostUsd = c.Before.CostUsd,
            CostState = c.Before.CostState, PriceVersionId = c.Before.PriceVersionId, LineItems = c.Before.LineItems,
        }));
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }

    public async Task<int> UpdateAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        var updated = 0;
        foreach (var (before, after) in changes)
        {
            updated += await context.TokenUsage
                .Where(u => u.Id == before!.Id && u.CostUsd == before.CostUsd)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(u => u.CostUsd, after!.CostUsd)
                        .SetProperty(u => u.CostState, after.CostState)
                        .SetProperty(u => u.PriceVersionId, after.PriceVersionId)
                        .SetProperty(u => u.LineItems, after.LineItems),
                    cancellationToken);
        }

        return updated;
    }
}
