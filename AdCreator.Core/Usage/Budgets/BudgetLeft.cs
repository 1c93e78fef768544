namespace AdCreator.Core.Usage.Budgets;

/// <summary>What a limit leaves at this moment.</summary>
/// <param name="Scope">Whose limit.</param>
/// <param name="LimitUsd">The limit with what was granted beyond it, US dollars.</param>
/// <param name="SettledUsd">Spent in the period, US dollars; an unsettled call counts the most it can have cost.</param>
/// <param name="HeldUsd">Promised to calls under way, US dollars.</param>
/// <param name="Period">The period; a set's has no end.</param>
public sealed record BudgetLeft(BudgetScope Scope, decimal LimitUsd, decimal SettledUsd, decimal HeldUsd, Organizations.Period Period)
{
    /// <summary>US dollars that further calls may cost at most, 0 or more.</summary>
    public decimal LeftUsd => Math.Max(0, LimitUsd - SettledUsd - HeldUsd);

    /// <summary>When the limit begins anew, UTC; null for a set's, which never does.</summary>
    public DateTimeOffset? ResetsAt => Scope == BudgetScope.Run ? null : Period.End;
}
