using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>What one scope has spent in one period, and what its calls under way can still cost.</summary>
/// <remarks>
/// <see cref="SettledUsd"/> is the sum of the period's rows and <see cref="HeldUsd"/> that of its live reservations, at
/// every instant: both move in the transactions that write those rows.
/// </remarks>
public sealed class UsageCounter : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    public required BudgetScope Scope { get; init; }

    /// <summary>The person or the run; empty for the organization.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First instant of the period, UTC; the Unix epoch for a run, which has no periods.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>Demo calls are counted apart, against limits of the same height.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>US dollars of the period's rows; an unsettled call counts the most it can have cost.</summary>
    public decimal SettledUsd { get; set; }

    /// <summary>US dollars that calls under way can cost at most.</summary>
    public decimal HeldUsd { get; set; }

    /// <summary>US dollars that an admin allowed beyond the limit, for this period only.</summary>
    public decimal GrantedUsd { get; set; }

    /// <summary>US dollars that are spent or promised.</summary>
    public decimal UsedUsd => SettledUsd + HeldUsd;

    internal CounterKey Key => new(Scope, SubjectId, PeriodStart, IsDemo);
}

/// <summary>Names one counter of an organization.</summary>
internal sealed record CounterKey(BudgetScope Scope, Guid SubjectId, DateTimeOffset PeriodStart, bool IsDemo);
