using System.Globalization;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>The limit that a call does not fit into.</summary>
/// <param name="Scope">Whose limit it is.</param>
/// <param name="LimitUsd">The limit with what was granted beyond it, US dollars.</param>
/// <param name="LeftUsd">What is neither spent nor promised to calls under way, US dollars; 0 or more.</param>
/// <param name="NeededUsd">The most the call can cost, US dollars; null when its model has no price.</param>
/// <param name="ResetsAt">When the next period begins, UTC; null for a run, whose limit does not reset.</param>
public sealed record LimitReached(BudgetScope Scope, decimal LimitUsd, decimal LeftUsd, decimal? NeededUsd, DateTimeOffset? ResetsAt)
{
    /// <summary>The limit's name as people read it.</summary>
    public string Name => NameOf(Scope);

    /// <summary>The name of a scope's limit in the middle of a sentence.</summary>
    public static string NameOf(BudgetScope scope) => scope switch
    {
        BudgetScope.OrganizationMonth => "the organization's monthly limit",
        BudgetScope.PersonDay => "your daily limit",
        _ => "the limit of one set",
    };

    /// <summary>What happened, with amounts rounded up or down so that the sentence stays true.</summary>
    public string Explanation => NeededUsd is { } needed
        ? $"This call can cost up to {Dollars(needed, up: true)}, and of {Name} of {Dollars(LimitUsd, up: false)} only {Dollars(LeftUsd, up: false)} is left. Nothing was sent and nothing was billed."
        : $"This model has no price, so {Name} of {Dollars(LimitUsd, up: false)} could not be kept. Nothing was sent and nothing was billed.";

    internal static string Dollars(decimal amount, bool up)
    {
        var cents = amount * 10_000;
        return string.Create(CultureInfo.InvariantCulture, $"${(up ? decimal.Ceiling(cents) : decimal.Floor(cents)) / 10_000:0.00##}");
    }
}
