namespace AdCreator.Core.Usage.Budgets;

/// <summary>What spending is added up over, and limited for.</summary>
/// <remarks>Counters are locked in the order of their names: the organization's comes first, so that nobody waits in a circle.</remarks>
public enum BudgetScope
{
    /// <summary>One organization in one month of its calendar.</summary>
    OrganizationMonth = 1,

    /// <summary>One person of it on one day of its calendar.</summary>
    PersonDay,

    /// <summary>One set of ads, from its order to its end.</summary>
    Run,
}
