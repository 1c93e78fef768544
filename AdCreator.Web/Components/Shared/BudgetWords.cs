using System.Globalization;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Web.Components.Shared;

/// <summary>The words for limits, one place for every page.</summary>
public static class BudgetWords
{
    /// <summary>What a limit is over, such as "this month".</summary>
    public static string Of(BudgetScope scope) => scope switch
    {
        BudgetScope.OrganizationMonth => "this month",
        BudgetScope.PersonDay => "for you today",
        BudgetScope.Run => "for one set",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Unknown scope."),
    };

    /// <summary>The limit's name at the head of a column or form.</summary>
    public static string NameOf(BudgetScope scope) => scope switch
    {
        BudgetScope.OrganizationMonth => "Organization, month",
        BudgetScope.PersonDay => "Person, day",
        BudgetScope.Run => "One set of ads",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Unknown scope."),
    };

    /// <summary>What is left, such as "$12.40 of $50.00 left this month".</summary>
    public static string Of(BudgetLeft left) =>
        $"{MoneyText.Floor(left.LeftUsd, CultureInfo.CurrentCulture)} of {MoneyText.Of(left.LimitUsd, CultureInfo.CurrentCulture)} left {Of(left.Scope)}";
}
