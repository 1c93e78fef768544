using AdCreator.Core.Organizations;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>An organization's limits as its admins see them. Amounts are US dollars; null is no limit.</summary>
/// <param name="MonthUsd">The organization's month.</param>
/// <param name="DayUsd">Everyone's day, unless a person has a limit of the own.</param>
/// <param name="RunUsd">One set of ads.</param>
/// <param name="Month">What this month has spent; null while nothing was.</param>
/// <param name="MonthPeriod">This month, in the organization's calendar.</param>
/// <param name="People">Members by name.</param>
/// <param name="Requests">Open ones first, then the newest.</param>
public sealed record BudgetBook(
    decimal? MonthUsd,
    decimal? DayUsd,
    decimal? RunUsd,
    UsageCounter? Month,
    Period MonthPeriod,
    IReadOnlyList<PersonBudget> People,
    IReadOnlyList<BudgetRequestRow> Requests);

/// <summary>A member's day.</summary>
/// <param name="LimitUsd">The own limit; null where everyone's holds.</param>
/// <param name="Today">What today has spent; null while nothing was.</param>
public sealed record PersonBudget(Guid PersonId, string Name, decimal? LimitUsd, UsageCounter? Today);

/// <summary>A request as an admin sees it.</summary>
/// <param name="PersonName">Null for somebody who is gone.</param>
public sealed record BudgetRequestRow(
    Guid Id,
    string? PersonName,
    BudgetScope Scope,
    Guid? RunId,
    decimal AmountUsd,
    string Reason,
    DateTimeOffset CreatedAt,
    BudgetAnswer Answer,
    decimal? GrantedUsd);

/// <summary>What somebody asks for.</summary>
/// <param name="Scope">The limit that was in the way.</param>
/// <param name="RunId">The set, where it is a set's.</param>
/// <param name="AmountUsd">How much more, US dollars in whole cents.</param>
/// <param name="Reason">What for; longer than <see cref="BudgetRequest.MaxReason"/> is cut.</param>
/// <param name="IsDemo">Whether demo calls are meant.</param>
public sealed record BudgetWish(BudgetScope Scope, Guid? RunId, decimal AmountUsd, string Reason, bool IsDemo);
