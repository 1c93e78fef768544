using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Queries;
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

    /// <summary>The calls as they stand and as they would, null where they would stay. The next ones are read and priced while the caller works on some.</summary>
    /// <param name="reader">Reads, and nothing else does with it.</param>
    /// <param name="change">Prices calls: one change a call, in their order.</param>
    public IAsyncEnumerable<IReadOnlyList<UsageChange>> ChangesAsync(
        AdCreatorDbContext reader, Func<List<UsageRecord>, Task<List<UsageChange>>> change, CancellationToken cancellationToken) =>
        PagesAhead.ReadAsync<UsageChange>(PageSize, async (after, stop) => await change(await ReadAsync(reader, after?.Before, stop)), cancellationToken);

    private Task<List<UsageRecord>> ReadAsync(AdCreatorDbContext reader, UsageRecord? after, CancellationToken cancellationToken)
    {
        var calls = reader.TokenUsage.AsNoTracking().Within(new Period(From, To)).Where(u => u.CostState != CostState.Unknown);
        calls = Model is { } model ? calls.Where(u => u.Model == model) : calls;
        if (after is { CreatedAt: var at, Id: var id })
        {
            calls = calls.Where(u => u.CreatedAt >= at && (u.CreatedAt > at || u.Id > id));
        }

        return calls.OrderBy(u => u.CreatedAt).ThenBy(u => u.Id).Take(PageSize).ToListAsync(cancellationToken);
    }
}
