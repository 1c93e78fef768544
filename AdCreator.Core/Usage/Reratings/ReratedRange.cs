using System.Runtime.CompilerServices;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>Reads the calls of a range, oldest first, some thousand at a time.</summary>
/// <param name="From">First instant, UTC.</param>
/// <param name="To">First instant after it, UTC.</param>
/// <param name="Model">The model that answered; null for all.</param>
internal sealed record ReratedRange(DateTimeOffset From, DateTimeOffset To, string? Model)
{
    /// <summary>Calls that are read and written at once.</summary>
    public const int PageSize = 5_000;

    public async IAsyncEnumerable<IReadOnlyList<UsageRecord>> PagesAsync(AdCreatorDbContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (lowest, beyond) = (NewId.LowestAt(From), NewId.LowestAt(To));
        var calls = context.TokenUsage.AsNoTracking()
            .Where(u => u.CreatedAt >= From && u.CreatedAt < To && u.Id >= lowest && u.Id < beyond && u.CostState != CostState.Unknown);
        calls = Model is { } model ? calls.Where(u => u.Model == model) : calls;
        var page = await Ordered(calls).ToListAsync(cancellationToken);
        while (page.Count > 0)
        {
            yield return page;
            var (at, id) = (page[^1].CreatedAt, page[^1].Id);
            page = page.Count < PageSize
                ? []
                : await Ordered(calls.Where(u => u.CreatedAt >= at && (u.CreatedAt > at || u.Id > id))).ToListAsync(cancellationToken);
        }
    }

    private static IQueryable<UsageRecord> Ordered(IQueryable<UsageRecord> calls) => calls.OrderBy(u => u.CreatedAt).ThenBy(u => u.Id).Take(PageSize);
}
