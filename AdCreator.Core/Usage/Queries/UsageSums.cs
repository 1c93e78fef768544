using System.Linq.Expressions;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>The groupings that every view is made of, summed by the database.</summary>
/// <remarks>
/// Whole days are read from the narrow rollup that knows all that is asked for, what is not summed by day yet from
/// quarter-hours or rows; where no rollup knows it, such as one model of one person by brand, everything from the rows: all
/// give the same sums. Each grouping is narrow and carries the cost's state and the demo mark, so that a view adds a
/// handful of rows. Costs are summed as they are stored: arithmetic on them inside SQL would go wrong on SQLite, where
/// money is a whole number. The context reads one snapshot: see <see cref="Snapshot"/>.
/// </remarks>
internal sealed class UsageSums(AdCreatorDbContext context, UsageScope scope)
{
    private const CallFacts PersonAndKind = CallFacts.Person | CallFacts.Kind;
    private const CallFacts BrandAndKind = CallFacts.Brand | CallFacts.Kind;
    private const CallFacts BrandAndPerson = CallFacts.Brand | CallFacts.Person;

    /// <summary>By model, operation and outcome: a few dozen rows for any period. A group may come twice.</summary>
    public Task<List<UsageSum<CallKind>>> ByKindAsync(UsageDays days, CancellationToken cancellationToken)
    {
        var all = scope.Quarters(days);
        return (scope.Asked | CallFacts.Kind) switch
        {
            CallFacts.Kind => SplitAsync(all, q => Kinds(q.Of(scope.OfKinds(context.UsageDaysByKind))), q => Kinds(q.Of(scope.OfKinds(context.UsageByKind)))),
            PersonAndKind => SplitAsync(all, q => Kinds(q.Of(scope.OfPeople(scope.OfKinds(context.UsageDaysByPersonAndKind)))), Rows),
            BrandAndKind => SplitAsync(all, q => Kinds(q.Of(scope.OfBrands(scope.OfKinds(context.UsageDaysByBrandAndKind)))), Rows),
            _ => Rows(all),
        };

        Task<List<UsageSum<CallKind>>> Kinds<TSums>(IQueryable<TSums> sums)
            where TSums : UsageRollup, ISumsByKind =>
            SumAsync(
                sums,
                r => new CallKind { State = r.CostState, IsDemo = r.IsDemo, Model = r.Model, Operation = r.Operation, Outcome = r.Outcome },
                cancellationToken);

        Task<List<UsageSum<CallKind>>> Rows(QuarterHours quarters) => SumAsync(
            scope.Calls(context, quarters),
            u => new CallKind { State = u.CostState, IsDemo = u.IsDemo, Model = u.Model, Operation = u.Operation, Outcome = u.Outcome },
            cancellationToken);
    }

    /// <summary>By person. A group may come twice.</summary>
    public Task<List<UsageSum<CallPerson>>> ByPersonAsync(UsageDays days, CancellationToken cancellationToken)
    {
        var all = scope.Quarters(days);
        return (scope.Asked | CallFacts.Person) switch
        {
            CallFacts.Person => SplitAsync(all, q => People(q.Of(scope.OfPeople(context.UsageDaysByPerson))), q => People(q.Of(scope.OfPeople(context.UsageByPerson)))),
            PersonAndKind => SplitAsync(all, q => People(q.Of(scope.OfPeople(scope.OfKinds(context.UsageDaysByPersonAndKind)))), Rows),
            BrandAndPerson => SplitAsync(all, q => People(q.Of(scope.OfPeople(scope.OfBrands(context.UsageDaysByBrandAndPerson)))), Rows),
            _ => Rows(all),
        };

        Task<List<UsageSum<CallPerson>>> People<TSums>(IQueryable<TSums> sums)
            where TSums : UsageRollup, ISumsByPerson =>
            SumAsync(sums, r => new CallPerson { State = r.CostState, IsDemo = r.IsDemo, PersonId = r.UserId }, cancellationToken);

        Task<List<UsageSum<CallPerson>>> Rows(QuarterHours quarters) => SumAsync(
            scope.Calls(context, quarters), u => new CallPerson { State = u.CostState, IsDemo = u.IsDemo, PersonId = u.UserId }, cancellationToken);
    }

    /// <summary>By brand; the empty id is work for none. A group may come twice.</summary>
    public Task<List<UsageSum<CallBrand>>> ByBrandAsync(UsageDays days, CancellationToken cancellationToken)
    {
        var all = scope.Quarters(days);
        return (scope.Asked | CallFacts.Brand) switch
        {
            CallFacts.Brand => SplitAsync(all, q => Brands(q.Of(scope.OfBrands(context.UsageDaysByBrand))), q => Brands(q.Of(scope.OfBrands(context.UsageByBrand)))),
            BrandAndKind => SplitAsync(all, q => Brands(q.Of(scope.OfBrands(scope.OfKinds(context.UsageDaysByBrandAndKind)))), Rows),
            BrandAndPerson => SplitAsync(all, q => Brands(q.Of(scope.OfBrands(scope.OfPeople(context.UsageDaysByBrandAndPerson)))), Rows),
            _ => Rows(all),
        };

        Task<List<UsageSum<CallBrand>>> Brands<TSums>(IQueryable<TSums> sums)
            where TSums : UsageRollup, ISumsByBrand =>
            SumAsync(sums, r => new CallBrand { State = r.CostState, IsDemo = r.IsDemo, BrandId = r.BrandId }, cancellationToken);

        Task<List<UsageSum<CallBrand>>> Rows(QuarterHours quarters) => SumAsync(
            scope.Calls(context, quarters), u => new CallBrand { State = u.CostState, IsDemo = u.IsDemo, BrandId = u.BrandId ?? Guid.Empty }, cancellationToken);
    }

    /// <summary>By day, or by a quarter-hour of a day: whatever lies in one day adds up to it.</summary>
    public Task<List<UsageSum<CallTime>>> ByTimeAsync(UsageDays days, CancellationToken cancellationToken)
    {
        var all = scope.Quarters(days);
        return scope.Asked switch
        {
            CallFacts.None or CallFacts.Kind => SplitAsync(
                all, q => Times(q.Of(scope.OfKinds(context.UsageDaysByKind))), q => Times(q.Of(scope.OfKinds(context.UsageByKind)))),
            CallFacts.Person => SplitAsync(all, q => Times(q.Of(scope.OfPeople(context.UsageDaysByPerson))), q => Times(q.Of(scope.OfPeople(context.UsageByPerson)))),
            CallFacts.Brand => SplitAsync(all, q => Times(q.Of(scope.OfBrands(context.UsageDaysByBrand))), q => Times(q.Of(scope.OfBrands(context.UsageByBrand)))),
            PersonAndKind => SplitAsync(all, q => Times(q.Of(scope.OfPeople(scope.OfKinds(context.UsageDaysByPersonAndKind)))), Rows),
            BrandAndKind => SplitAsync(all, q => Times(q.Of(scope.OfBrands(scope.OfKinds(context.UsageDaysByBrandAndKind)))), Rows),
            BrandAndPerson => SplitAsync(all, q => Times(q.Of(scope.OfBrands(scope.OfPeople(context.UsageDaysByBrandAndPerson)))), Rows),
            _ => Rows(all),
        };

        Task<List<UsageSum<CallTime>>> Times<TSums>(IQueryable<TSums> sums)
            where TSums : UsageRollup =>
            SumAsync(sums, r => new CallTime { State = r.CostState, IsDemo = r.IsDemo, Number = r.Quarter }, cancellationToken);

        Task<List<UsageSum<CallTime>>> Rows(QuarterHours quarters) => SumAsync(
            scope.Calls(context, quarters), u => new CallTime { State = u.CostState, IsDemo = u.IsDemo, Number = QuarterHour.Of(u.CreatedAt) }, cancellationToken);
    }

    /// <summary>What is summed by day from the one, the rest from the other.</summary>
    private async Task<List<TSum>> SplitAsync<TSum>(QuarterHours all, Func<QuarterHours, Task<List<TSum>>> days, Func<QuarterHours, Task<List<TSum>>> rest)
    {
        var (summed, open) = all.SplitAt(scope.SummedUntil);
        return [.. summed.IsEmpty ? [] : await days(summed), .. open.IsEmpty ? [] : await rest(open)];
    }

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

    private Task<List<UsageSum<TGroup>>> SumAsync<TRollup, TGroup>(
        IQueryable<TRollup> rollups,
        Expression<Func<TRollup, TGroup>> group,
        CancellationToken cancellationToken)
        where TRollup : UsageRollup
        where TGroup : CallGroup =>
        scope.OfDemo(rollups).GroupBy(group)
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
    /// <summary>Of a quarter-hour, or of a day's first; see <see cref="QuarterHour"/>.</summary>
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
