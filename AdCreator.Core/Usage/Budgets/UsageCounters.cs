using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Reads and moves counters inside a transaction of the caller.</summary>
internal static class UsageCounters
{
    /// <summary>The counters of these keys, tracked and, until the transaction ends, nobody else's to change. Missing ones are made.</summary>
    public static async Task<Dictionary<CounterKey, UsageCounter>> LockAsync(
        AdCreatorDbContext context, IReadOnlyCollection<CounterKey> keys, CancellationToken cancellationToken)
    {
        var found = await FindAndLockAsync(context, keys, cancellationToken);
        var missing = InOrder(keys.Where(k => !found.ContainsKey(k))).ToList();
        if (missing.Count == 0)
        {
            return found;
        }

        // Another process may make the same one at this moment: what counts is what stands there afterwards.
        await AmountsAdded.AddAsync(context, missing.ConvertAll(k => Empty(context.OrganizationId, k)), cancellationToken);
        return await FindAndLockAsync(context, keys, cancellationToken);
    }

    /// <summary>Adds to counters, in the order of their keys: two that add at once cannot wait for each other in a circle.</summary>
    public static Task AddAsync(AdCreatorDbContext context, IEnumerable<UsageCounter> amounts, CancellationToken cancellationToken) =>
        AmountsAdded.AddAsync(context, Summed(amounts), cancellationToken);

    /// <summary>One amount a counter, in the order of their keys; without those that change nothing.</summary>
    public static List<UsageCounter> Summed(IEnumerable<UsageCounter> amounts) =>
        [.. amounts.GroupBy(a => a.Key).Select(Sum).Where(a => a.SettledUsd != 0 || a.HeldUsd != 0 || a.GrantedUsd != 0).OrderBy(a => a.Key, KeyOrder.Instance)];

    /// <summary>An amount to add: settled, held or granted.</summary>
    public static UsageCounter Amount(Guid organizationId, CounterKey key, decimal settledUsd = 0, decimal heldUsd = 0, decimal grantedUsd = 0)
    {
        var amount = Empty(organizationId, key);
        (amount.SettledUsd, amount.HeldUsd, amount.GrantedUsd) = (settledUsd, heldUsd, grantedUsd);
        return amount;
    }

    private static UsageCounter Sum(IGrouping<CounterKey, UsageCounter> amounts) => Amount(
        amounts.First().OrganizationId, amounts.Key, amounts.Sum(a => a.SettledUsd), amounts.Sum(a => a.HeldUsd), amounts.Sum(a => a.GrantedUsd));

    private static async Task<Dictionary<CounterKey, UsageCounter>> FindAndLockAsync(
        AdCreatorDbContext context, IReadOnlyCollection<CounterKey> keys, CancellationToken cancellationToken)
    {
        var subjects = keys.Select(k => k.SubjectId).Distinct().ToList();
        var periods = keys.Select(k => k.PeriodStart).Distinct().ToList();
        var counters = context.Database.IsNpgsql()
            ? context.UsageCounters.FromSql(
                $"""
                SELECT * FROM usage_counters
                WHERE organization_id = {context.OrganizationId} AND subject_id = ANY ({subjects}) AND period_start = ANY ({periods})
                ORDER BY scope, subject_id, period_start, is_demo
                FOR UPDATE
                """)
            : context.UsageCounters.Where(c => subjects.Contains(c.SubjectId) && periods.Contains(c.PeriodStart));
        var wanted = keys.ToHashSet();
        return (await counters.ToListAsync(cancellationToken)).Where(c => wanted.Contains(c.Key)).ToDictionary(c => c.Key);
    }

    private static IOrderedEnumerable<CounterKey> InOrder(IEnumerable<CounterKey> keys) => keys.Order(KeyOrder.Instance);

    private static UsageCounter Empty(Guid organizationId, CounterKey key) => new()
    {
        OrganizationId = organizationId, Scope = key.Scope, SubjectId = key.SubjectId, PeriodStart = key.PeriodStart, IsDemo = key.IsDemo,
    };

    private sealed class KeyOrder : IComparer<CounterKey>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare(CounterKey? x, CounterKey? y) =>
            (x!.Scope, x.SubjectId, x.PeriodStart, x.IsDemo).CompareTo((y!.Scope, y.SubjectId, y.PeriodStart, y.IsDemo));
    }
}
