using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage.Queries;

/// <summary>The groupings that every view is made of, summed by the database.</summary>
/// <remarks>
/// Each is narrow and carries the cost's state and the demo mark, so that a view adds a handful of rows. Costs are summed
/// as they are stored: arithmetic on them inside SQL would go wrong on SQLite, where money is a whole number.
/// </remarks>
internal static class UsageSums
{
    /// <summary>By model, operation and outcome: a few dozen rows for any period.</summary>
    public static Task<List<UsageSum<CallKind>>> ByKindAsync(IQueryable<UsageRecord> calls, CancellationToken cancellationToken) =>
        SumAsync(calls, u => new CallKind { State = u.CostState, IsDemo = u.IsDemo, Model = u.Model, Operation = u.Operation, Outcome = u.Outcome }, cancellationToken);

    /// <summary>By person.</summary>
    public static Task<List<UsageSum<CallPerson>>> ByPersonAsync(IQueryable<UsageRecord> calls, CancellationToken cancellationToken) =>
        SumAsync(calls, u => new CallPerson { State = u.CostState, IsDemo = u.IsDemo, PersonId = u.UserId }, cancellationToken);

    /// <summary>By quarter-hour, from which the days of any time zone are added.</summary>
    public static Task<List<UsageSum<CallTime>>> ByQuarterHourAsync(IQueryable<UsageRecord> calls, CancellationToken cancellationToken) =>
        SumAsync(calls, u => new CallTime { State = u.CostState, IsDemo = u.IsDemo, Number = QuarterHour.Of(u.CreatedAt) }, cancellationToken);

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
                g.Sum(u => u.OutputTokens),
                g.Sum(u => u.TotalTokens)))
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

internal sealed record CallTime : CallGroup
{
    /// <summary>See <see cref="QuarterHour"/>.</summary>
    public required long Number { get; init; }
}

/// <summary>One group's sums.</summary>
internal sealed record UsageSum<TGroup>(
    TGroup Group, long Calls, decimal CostUsd, decimal AtMostUsd, long InputTokens, long OutputTokens, long TotalTokens)
    where TGroup : CallGroup
{
    public UsageTotals ToTotals() => new()
    {
        Calls = Calls,
        CostUsd = CostUsd,
        InputTokens = InputTokens,
        OutputTokens = OutputTokens,
        TotalTokens = TotalTokens,
        EstimatedCalls = Group.State == CostState.Estimated ? Calls : 0,
        UnpricedCalls = Group.State == CostState.Unpriced ? Calls : 0,
        UnsettledCalls = Group.State == CostState.Unknown ? Calls : 0,
        UnsettledAtMostUsd = Group.State == CostState.Unknown ? AtMostUsd : 0,
        DemoCalls = Group.IsDemo ? Calls : 0,
    };
}
