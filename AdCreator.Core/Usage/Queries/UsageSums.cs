using System.Linq.Expressions;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>The groupings that every view is made of, summed by the database.</summary>
/// <remarks>
/// Read from the narrow rollup that knows all that is asked for, else from the rows themselves: both give the same sums.
/// Each grouping is narrow and carries the cost's state and the demo mark, so that a view adds a handful of rows. Costs
/// are summed as they are stored: arithmetic on them inside SQL would go wrong on SQLite, where money is a whole number.
/// </remarks>
internal sealed class UsageSums(AdCreatorDbContext context, UsageScope scope)
{
    /// <summary>By model, operation and outcome: a few dozen rows for any period. A group may come twice.</summary>
    public async Task<List<UsageSum<CallKind>>> ByKindAsync(UsageDays days, CancellationToken cancellationToken) => scope.AsksForKindsOnly
        ?
        [
            .. await KindsAsync(scope.Quarters(days).WholeDays(scope.Kinds(context.UsageDaysByKind)), cancellationToken),
            .. await KindsAsync(scope.Quarters(days).Ends(scope.Kinds(context.UsageByKind)), cancellationToken),
        ]
        : await SumAsync(
            scope.Calls(context, days),
            u => new CallKind { State = u.CostState, IsDemo = u.IsDemo, Model = u.Model, Operation = u.Operation, Outcome = u.Outcome },
            cancellationToken);

    /// <summary>By person. A group may come twice.</summary>
    public async Task<List<UsageSum<CallPerson>>> ByPersonAsync(UsageDays days, CancellationToken cancellationToken) => scope.AsksForPeopleOnly
        ?
        [
            .. await PeopleAsync(scope.Quarters(days).WholeDays(scope.People(context.UsageDaysByPerson)), cancellationToken),
            .. await PeopleAsync(scope.Quarters(days).Ends(scope.People(context.UsageByPerson)), cancellationToken),
        ]
        : await SumAsync(scope.Calls(context, days), u => new CallPerson { State = u.CostState, IsDemo = u.IsDemo, PersonId = u.UserId }, cancellationToken);

    /// <summary>By brand; the empty id is work for none. A group may come twice.</summary>
    public async Task<List<UsageSum<CallBrand>>> ByBrandAsync(UsageDays days, CancellationToken cancellationToken) => scope.AsksForBrandsOnly
        ?
        [
            .. await BrandsAsync(scope.Quarters(days).WholeDays(scope.Brands(context.UsageDaysByBrand)), cancellationToken),
            .. await BrandsAsync(scope.Quarters(days).Ends(scope.Brands(context.UsageByBrand)), cancellationToken),
        ]
        : await SumAsync(
            scope.Calls(context, days),
            u => new CallBrand { State = u.CostState, IsDemo = u.IsDemo, BrandId = u.BrandId ?? Guid.Empty },
            cancellationToken);

    /// <summary>By quarter-hour, from which the days of any time zone are added.</summary>
    public Task<List<UsageSum<CallTime>>> ByQuarterHourAsync(UsageDays days, CancellationToken cancellationToken)
    {
        var quarters = scope.Quarters(days);
        if (scope.AsksForEverything && scope.SeesOrganization)
        {
            return TimesAsync(quarters.All(scope.OfDemo(context.UsageByTime)), cancellationToken);
        }

        if (scope.AsksForPeopleOnly)
        {
            return TimesAsync(quarters.All(scope.People(context.UsageByPerson)), cancellationToken);
        }

        if (scope.AsksForBrandsOnly)
        {
            return TimesAsync(quarters.All(scope.Brands(context.UsageByBrand)), cancellationToken);
        }

        return scope.AsksForKindsOnly
            ? TimesAsync(quarters.All(scope.Kinds(context.UsageByKind)), cancellationToken)
            : SumAsync(
                scope.Calls(context, days),
                u => new CallTime { State = u.CostState, IsDemo = u.IsDemo, Number = QuarterHour.Of(u.CreatedAt) },
                cancellationToken);
    }

    private static Task<List<UsageSum<CallKind>>> KindsAsync<TSums>(IQueryable<TSums> sums, CancellationToken cancellationToken)
        where TSums : SumsByKind =>
        SumAsync(
            sums,
            r => new CallKind { State = r.CostState, IsDemo = r.IsDemo, Model = r.Model, Operation = r.Operation, Outcome = r.Outcome },
            cancellationToken);

    private static Task<List<UsageSum<CallPerson>>> PeopleAsync<TSums>(IQueryable<TSums> sums, CancellationToken cancellationToken)
        where TSums : SumsByPerson =>
        SumAsync(sums, r => new CallPerson { State = r.CostState, IsDemo = r.IsDemo, PersonId = r.UserId }, cancellationToken);

    private static Task<List<UsageSum<CallBrand>>> BrandsAsync<TSums>(IQueryable<TSums> sums, CancellationToken cancellationToken)
        where TSums : SumsByBrand =>
        SumAsync(sums, r => new CallBrand { State = r.CostState, IsDemo = r.IsDemo, BrandId = r.BrandId }, cancellationToken);

    private static Task<List<UsageSum<CallTime>>> TimesAsync<TSums>(IQueryable<TSums> sums, CancellationToken cancellationToken)
        where TSums : UsageRollup =>
        SumAsync(sums, r => new CallTime { State = r.CostState, IsDemo = r.IsDemo, Number = r.Quarter }, cancellationToken);

    private static Task<List<UsageSum<TGroup>>> SumAsync<TGroup>(
        IQueryable<UsageRecord> calls,
        Expression<Func<UsageRecord, TGroup>> group,
        CancellationToken cancellationToken)
        where TGroup : CallGroup =>
        calls.GroupBy(group)
            .Select(g => new UsageSum<TGroup>(
                g.Key,
                g.LongCount(),
                g.Sum(u => u.CostUsd) ?? 0,
                g.Sum(u => u.CostUsdMax) ?? 0,
                g.Sum(u => u.InputTokens),
                g.Sum(u => u.OutputTokens)))
            .ToListAsync(cancellationToken);

    private static Task<List<UsageSum<TGroup>>> SumAsync<TRollup, TGroup>(
        IQueryable<TRollup> rollups,
        Expression<Func<TRollup, TGroup>> group,
        CancellationToken cancellationToken)
        where TRollup : UsageRollup
        where TGroup : CallGroup =>
        rollups.GroupBy(group)
            .Where(g => g.Sum(r => r.Calls) != 0)
            .Select(g => new UsageSum<TGroup>(
                g.Key,
                g.Sum(r => r.Calls),
                g.Sum(r => r.CostUsd),
                g.Sum(r => r.CostUsdMax),
                g.Sum(r => r.InputTokens),
                g.Sum(r => r.OutputTokens)))
            .ToListAsync(cancellationToken);
}

/// <summary>What every grouping tells apart.</summary>
internal abstract record CallGroup
{
    public required CostState State { get; init; }

    public required bool IsDemo { get; init; }
}

internal sealed record CallKind : CallGroup
{
    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }
}

internal sealed record CallPerson : CallGroup
{
    public required Guid PersonId { get; init; }
}

internal sealed record CallBrand : CallGroup
{
    public required Guid BrandId { get; init; }
}

internal sealed record CallTime : CallGroup
{
    /// <summary>See <see cref="QuarterHour"/>.</summary>
    public required long Number { get; init; }
}

/// <summary>One group's sums.</summary>
internal sealed record UsageSum<TGroup>(
    TGroup Group, long Calls, decimal CostUsd, decimal AtMostUsd, long InputTokens, long OutputTokens)
    where TGroup : CallGroup
{
    public UsageTotals ToTotals() => new()
    {
        Calls = Calls,
        CostUsd = CostUsd,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        TotalTokens = InputTokens + OutputTokens,
        EstimatedCalls = Group.State == CostState.Estimated ? Calls : 0,
        UnpricedCalls = Group.State == CostState.Unpriced ? Calls : 0,
        UnsettledCalls = Group.State == CostState.Unknown ? Calls : 0,
        UnsettledAtMostUsd = Group.State == CostState.Unknown ? AtMostUsd : 0,
        DemoCalls = Group.IsDemo ? Calls : 0,
    };
}
