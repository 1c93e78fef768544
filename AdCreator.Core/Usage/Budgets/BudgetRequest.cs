using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>A member asks for more than a limit leaves; an admin answers.</summary>
public sealed class BudgetRequest : ITenantOwned
{
    /// <summary>Longest reason, characters.</summary>
    public const int MaxReason = 500;

    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Who asks.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The limit that was in the way.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>The set that did not fit into its limit; null for the other limits.</summary>
    public Guid? RunId { get; init; }

    /// <summary>How much more is asked for, US dollars, more than 0.</summary>
    public required decimal AmountUsd { get; init; }

    /// <summary>What for, in the asking person's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether demo calls are meant: they are counted apart.</summary>
    public required bool IsDemo { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required BudgetAnswer Answer { get; set; }

    /// <summary>US dollars that were granted, once or for good.</summary>
    public decimal? GrantedUsd { get; set; }

    public Guid? AnsweredBy { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>What became of a request.</summary>
public enum BudgetAnswer
{
    Open = 1,

    /// <summary>More for this period alone.</summary>
    GrantedOnce,

    /// <summary>The limit itself was raised.</summary>
    Raised,

    Declined,
}
