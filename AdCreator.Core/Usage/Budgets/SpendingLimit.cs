using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>The most that may be spent in one scope. Absent means no limit.</summary>
public sealed class SpendingLimit : ITenantOwned
{
    /// <summary>The most that a limit can be, US dollars.</summary>
    public const decimal HighestUsd = 10_000_000m;

    public required Guid OrganizationId { get; init; }

    public required BudgetScope Scope { get; init; }

    /// <summary>The one person it is for, who then has no other daily limit; empty for everyone.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>US dollars, 0 to <see cref="HighestUsd"/>: 0 lets no call through.</summary>
    public required decimal AmountUsd { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The admin who set it.</summary>
    public required Guid ChangedBy { get; set; }
}
