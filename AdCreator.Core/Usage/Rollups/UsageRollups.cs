using System.Globalization;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Moves the rollups by what a transaction changes in the rows.</summary>
internal static class UsageRollups
{
    /// <summary>Adds the new state of rows and takes away their old one.</summary>
    public static async Task MoveAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        var signed = changes.SelectMany(Signed).ToList();
        await AmountsAdded.AddAsync(context, Sums(signed, KindOf), cancellationToken);
        await AmountsAdded.AddAsync(context, Sums(signed, PersonOf), cancellationToken);
        await AmountsAdded.AddAsync(context, Sums(signed, BrandOf), cancellationToken);
    }

    private static IEnumerable<(UsageRecord Row, int Sign)> Signed(UsageChange change)
    {
        if (change.Before is { } before)
        {
            yield return (before, -1);
        }

        if (change.After is { } after)
        {
            yield return (after, 1);
        }
    }

    /// <summary>One row a key, in the order of the keys.</summary>
    private static List<TRollup> Sums<TRollup>(List<(UsageRecord Row, int Sign)> rows, Func<UsageRecord, (string Key, Func<TRollup> Make)> keyed)
        where TRollup : UsageRollup
    {
        var sums = new SortedDictionary<string, TRollup>(StringComparer.Ordinal);
        foreach (var (row, sign) in rows)
        {
            var (key, make) = keyed(row);
            if (!sums.TryGetValue(key, out var sum))
            {
                sums.Add(key, sum = make());
            }

            sum.Calls += sign;
            sum.CostUsd += sign * (row.CostUsd ?? 0);
            sum.CostUsdMax += sign * (row.CostUsdMax ?? 0);
            sum.InputTokens += sign * row.InputTokens;
            sum.OutputTokens += sign * row.OutputTokens;
        }

        return [.. sums.Values];
    }

    private static (string Key, Func<UsageByKind> Make) KindOf(UsageRecord row)
    {
        var quarter = QuarterHour.NumberOf(row.CreatedAt);
        return (KeyOf(quarter, row, $"{row.Model}|{row.Operation}|{row.Outcome}"), () => new UsageByKind
        {
            OrganizationId = row.OrganizationId, Quarter = quarter, Model = row.Model, Operation = row.Operation, Outcome = row.Outcome,
            CostState = row.CostState, IsDemo = row.IsDemo,
        });
    }

    private static (string Key, Func<UsageByPerson> Make) PersonOf(UsageRecord row)
    {
        var quarter = QuarterHour.NumberOf(row.CreatedAt);
        return (KeyOf(quarter, row, $"{row.UserId}"), () => new UsageByPerson
        {
            OrganizationId = row.OrganizationId, Quarter = quarter, UserId = row.UserId, CostState = row.CostState, IsDemo = row.IsDemo,
        });
    }

    private static (string Key, Func<UsageByBrand> Make) BrandOf(UsageRecord row)
    {
        var quarter = QuarterHour.NumberOf(row.CreatedAt);
        return (KeyOf(quarter, row, $"{row.BrandId ?? Guid.Empty}"), () => new UsageByBrand
        {
            OrganizationId = row.OrganizationId, Quarter = quarter, BrandId = row.BrandId ?? Guid.Empty, CostState = row.CostState, IsDemo = row.IsDemo,
        });
    }

    private static string KeyOf(long quarter, UsageRecord row, string facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{quarter:D12}|{row.CostState}|{row.IsDemo}|{facts}");
}
