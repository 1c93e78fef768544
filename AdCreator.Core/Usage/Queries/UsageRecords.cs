using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Reads whole rows of calls, a page at a time, for programs.</summary>
public sealed class UsageRecords(AdCreatorDb database, MembershipGuard guard, TimeProvider time)
{
    /// <summary>Most calls of a page.</summary>
    public const int MaxPageSize = 200;

    private readonly UsageScopes scopes = new(guard, time);

    /// <summary>Calls of a filter, newest first, from a place in that order on.</summary>
    /// <param name="after">The <see cref="UsageRecordPage.Next"/> of the page before; null for the first page.</param>
    /// <param name="size">1 to 200, brought into that range.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<UsageRecordPage> ReadAsync(Actor actor, UsageFilter filter, UsageCursor? after, int size, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var scope = await scopes.ReadAsync(context, actor, filter, cancellationToken);
        var take = Math.Clamp(size, 1, MaxPageSize);
        var rows = await scope.Calls(context, scope.Days)
            .AsNoTracking()
            .NewestFirst(after)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var hasMore = rows.Count > take;
        return new(hasMore ? rows[..take] : rows, hasMore ? new UsageCursor(rows[take - 1].CreatedAt, rows[take - 1].Id) : null);
    }
}

/// <summary>One page of whole rows.</summary>
/// <param name="Records">Newest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record UsageRecordPage(IReadOnlyList<UsageRecord> Records, UsageCursor? Next);
