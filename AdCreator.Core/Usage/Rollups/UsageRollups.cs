using AdCreator.Core.Data;
using AdCreator.Core.Usage.Queries;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Moves the rollups by what a transaction changes in the rows.</summary>
internal static class UsageRollups
{
    /// <summary>Adds the new state of rows and takes away their old one.</summary>
    public static async Task MoveAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        var rows = changes.SelectMany(Signed).ToList();
        await AmountsAdded.AddAsync(context, TimesOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, KindsOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, PeopleOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, BrandsOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, DaysByKindOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, DaysByPersonOf(rows), cancellationToken);
        await AmountsAdded.AddAsync(context, DaysByBrandOf(rows), cancellationToken);
    }

    /// <summary>Removes the organization's sums of quarter-hours below a number, from every rollup there is.</summary>
    public static async Task RemoveAsync(AdCreatorDbContext context, long beforeQuarter, CancellationToken cancellationToken)
    {
        await context.UsageByKind.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageByPerson.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageByBrand.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageByTime.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByKind.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByPerson.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
        await context.UsageDaysByBrand.Where(r => r.Quarter < beforeQuarter).ExecuteDeleteAsync(cancellationToken);
    }

    private static IEnumerable<SignedRow> Signed(UsageChange change)
    {
        if (change.Before is { } before)
        {
            yield return new(before, -1, QuarterHour.NumberOf(before.CreatedAt));
        }

        if (change.After is { } after)
        {
            yield return new(after, 1, QuarterHour.NumberOf(after.CreatedAt));
        }
    }

    private static List<UsageByTime> TimesOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Quarter, r.Row.CostState, r.Row.IsDemo),
        r => new UsageByTime { OrganizationId = r.Row.OrganizationId, Quarter = r.Quarter, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo });

    private static List<UsageByKind> KindsOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Quarter, r.Row.CostState, r.Row.IsDemo, r.Row.Model, r.Row.Operation, r.Row.Outcome),
        r => new UsageByKind
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Quarter, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo,
            Model = r.Row.Model, Operation = r.Row.Operation, Outcome = r.Row.Outcome,
        });

    private static List<UsageByPerson> PeopleOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Quarter, r.Row.CostState, r.Row.IsDemo, r.Row.UserId),
        r => new UsageByPerson
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Quarter, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo, UserId = r.Row.UserId,
        });

    private static List<UsageByBrand> BrandsOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Quarter, r.Row.CostState, r.Row.IsDemo, r.BrandId),
        r => new UsageByBrand
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Quarter, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo, BrandId = r.BrandId,
        });

    private static List<UsageDayByKind> DaysByKindOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Day, r.Row.CostState, r.Row.IsDemo, r.Row.Model, r.Row.Operation, r.Row.Outcome),
        r => new UsageDayByKind
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Day, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo,
            Model = r.Row.Model, Operation = r.Row.Operation, Outcome = r.Row.Outcome,
        });

    private static List<UsageDayByPerson> DaysByPersonOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Day, r.Row.CostState, r.Row.IsDemo, r.Row.UserId),
        r => new UsageDayByPerson
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Day, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo, UserId = r.Row.UserId,
        });

    private static List<UsageDayByBrand> DaysByBrandOf(List<SignedRow> rows) => Sums(
        rows,
        r => (r.Day, r.Row.CostState, r.Row.IsDemo, r.BrandId),
        r => new UsageDayByBrand
        {
            OrganizationId = r.Row.OrganizationId, Quarter = r.Day, CostState = r.Row.CostState, IsDemo = r.Row.IsDemo, BrandId = r.BrandId,
        });

    /// <summary>One row a key, in one order for all who write: two of them cannot wait for each other in a circle.</summary>
    private static List<TRollup> Sums<TKey, TRollup>(List<SignedRow> rows, Func<SignedRow, TKey> keyOf, Func<SignedRow, TRollup> make)
        where TKey : notnull
        where TRollup : UsageRollup
    {
        var sums = new Dictionary<TKey, TRollup>();
        foreach (var signed in rows)
        {
            var key = keyOf(signed);
            if (!sums.TryGetValue(key, out var sum))
            {
                sums.Add(key, sum = make(signed));
            }

            var (row, sign, _) = signed;
            sum.Calls += sign;
            sum.CostUsd += sign * (row.CostUsd ?? 0);
            sum.CostUsdMax += sign * (row.CostUsdMax ?? 0);
            sum.InputTokens += sign * row.InputTokens;
            sum.OutputTokens += sign * row.OutputTokens;
        }

        return [.. sums.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal).Select(s => s.Value)];
    }

    private sealed record SignedRow(UsageRecord Row, int Sign, long Quarter)
    {
        public long Day => QuarterHour.DayOf(Quarter);

        public Guid BrandId => Row.BrandId ?? Guid.Empty;
    }
}
