using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Usage.Alerts;

/// <summary>A limit came near, in one period: there is one such row for each threshold, however many processes look.</summary>
public sealed class SpendingAlert : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>The organization's month or a person's day.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>The person; empty for the organization.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>First instant of the period, UTC.</summary>
    public required DateTimeOffset PeriodStart { get; init; }

    /// <summary>Demo calls are counted apart.</summary>
    public required bool IsDemo { get; init; }

    public required AlertThreshold Threshold { get; init; }

    /// <summary>UUIDv7 by which receivers of webhooks know the alert.</summary>
    public required Guid EventId { get; init; }

    /// <summary>First instant after the period, UTC.</summary>
    public required DateTimeOffset PeriodEnd { get; init; }

    /// <summary>The limit with what was granted beyond it, US dollars, when the alert was raised.</summary>
    public required decimal LimitUsd { get; init; }

    /// <summary>What was spent when the alert was raised, US dollars; an unsettled call counts the most it can have cost.</summary>
    public required decimal SettledUsd { get; init; }

    /// <summary>The forecast of the month, US dollars; only of <see cref="AlertThreshold.Projected"/>.</summary>
    public decimal? ForecastUsd { get; init; }

    /// <summary>Whether a higher threshold was crossed at the same moment, so that nobody is told of this one.</summary>
    public required bool IsSilent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When an admin put it away; null while it is open.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The admin who did.</summary>
    public Guid? AcknowledgedBy { get; init; }

    internal AlertKey Key => new(Scope, SubjectId, PeriodStart, IsDemo, Threshold);
}

/// <summary>Names one alert of an organization.</summary>
public sealed record AlertKey(BudgetScope Scope, Guid SubjectId, DateTimeOffset PeriodStart, bool IsDemo, AlertThreshold Threshold);
