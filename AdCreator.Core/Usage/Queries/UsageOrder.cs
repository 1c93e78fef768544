namespace AdCreator.Core.Usage.Queries;

/// <summary>The one order in which calls are paged: by instant, then by id, because ids of one millisecond do not sort by creation.</summary>
internal static class UsageOrder
{
    /// <summary>Newest first, from just after a call on.</summary>
    public static IQueryable<UsageRecord> NewestFirst(this IQueryable<UsageRecord> calls, UsageCursor? after)
    {
        if (after is var (createdAt, id))
        {
            // The first condition says nothing new, but the index can seek by it.
            calls = calls.Where(u => u.CreatedAt <= createdAt && (u.CreatedAt < createdAt || u.Id < id));
        }

        return calls.OrderByDescending(u => u.CreatedAt).ThenByDescending(u => u.Id);
    }
}
