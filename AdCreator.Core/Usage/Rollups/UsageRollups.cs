using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Moves the rollups by what a transaction changes in the rows.</summary>
internal static class UsageRollups
{
    /// <summary>Adds the new state of rows and takes away their old one.</summary>
    /// <remarks>The caller's transaction holds <see cref="UsageLock"/>, and read the days under it.</remarks>
    public static Task MoveAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, SummedDays days, CancellationToken cancellationToken) =>
        MoveAsync(context, changes.SelectMany(CountedCalls.Of).ToList(), days, cancellationToken);

    /// <summary>The same for what changes come to.</summary>
    public static async Task MoveAsync(AdCreatorDbContext context, IReadOnlyList<CountedCalls> calls, SummedDays days, CancellationToken cancellationToken)
    {
        await AddQuartersAsync(context, calls, cancellationToken);
        await AddDaysAsync(context, days.Of(calls), cancellationToken);
    }

    /// <summary>Adds to the sums of quarter-hours.</summary>
    public static async Task AddQuartersAsync(AdCreatorDbContext context, IReadOnlyList<CountedCalls> calls, CancellationToken cancellationToken)
    {
        await AddAsync<UsageByKind>(context, calls, cancellationToken);
        await AddAsync<UsageByPerson>(context, calls, cancellationToken);
        await AddAsync<UsageByBrand>(context, calls, cancellationToken);
    }

    /// <summary>Adds to the sums of days, at whose first quarter-hours the calls stand.</summary>
    public static async Task AddDaysAsync(AdCreatorDbContext context, IReadOnlyList<CountedCalls> calls, CancellationToken cancellationToken)
    {
        await AddAsync<UsageDayByKind>(context, calls, cancellationToken);
        await AddAsync<UsageDayByPerson>(context, calls, cancellationToken);
        await AddAsync<UsageDayByBrand>(context, calls, cancellationToken);
        await AddAsync<UsageDayByPersonAndKind>(context, calls, cancellationToken);
        await AddAsync<UsageDayByBrandAndKind>(context, calls, cancellationToken);
        await AddAsync<UsageDayByBrandAndPerson>(context, calls, cancellationToken);
    }

    /// <summary>Removes the organization's sums of quarter-hours below a number.</summary>
    public static async Task RemoveQuartersAsync(AdCreatorDbContext context, long before, CancellationToken cancellationToken)
    {
        await context.UsageByKind.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageByPerson.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageByBrand.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes the organization's sums of the days that begin before a quarter-hour.</summary>
    public static async Task RemoveDaysAsync(AdCreatorDbContext context, long before, CancellationToken cancellationToken)
    {
        await context.UsageDaysByKind.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByPerson.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByBrand.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByPersonAndKind.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByBrandAndKind.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByBrandAndPerson.Where(r => r.Quarter < before).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>One row of a rollup a key, in the order of the keys.</summary>
    public static List<TRollup> Sum<TRollup>(Guid organizationId, IEnumerable<CountedCalls> calls)
        where TRollup : UsageRollup, ISumsOf<TRollup>
    {
        var sums = new Dictionary<RollupKey, TRollup>();
        foreach (var some in calls)
        {
            var key = RollupKey.Of<TRollup>(some);
            if (!sums.TryGetValue(key, out var sum))
            {
                sums.Add(key, sum = TRollup.EmptyFor(organizationId, some));
            }

            sum.Calls += some.Calls;
            sum.CostUsd += some.CostUsd;
            sum.CostUsdMax += some.CostUsdMax;
            sum.InputTokens += some.InputTokens;
            sum.OutputTokens += some.OutputTokens;
        }

        return [.. sums.OrderBy(s => s.Key, RollupKey.Order).Select(s => s.Value)];
    }

    private static Task AddAsync<TRollup>(AdCreatorDbContext context, IReadOnlyList<CountedCalls> calls, CancellationToken cancellationToken)
        where TRollup : UsageRollup, ISumsOf<TRollup> =>
        AmountsAdded.AddAsync(context, Sum<TRollup>(context.OrganizationId, calls), cancellationToken);
}
