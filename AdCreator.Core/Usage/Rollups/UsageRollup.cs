using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Sums over the calls of one organization in one stretch of time, told apart by one narrow set of facts.</summary>
/// <remarks>
/// Can be made again from the rows at any time. Several narrow ones are read faster than one wide. Those of quarter-hours
/// count every call, those of days the calls before the organization's <see cref="DaysMark"/>; both are moved in the
/// transaction that writes the rows they count.
/// </remarks>
public abstract class UsageRollup : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>Number of the quarter-hour since 1970-01-01T00:00Z; of a day its first.</summary>
    public required long Quarter { get; init; }

    public required CostState CostState { get; init; }

    public required bool IsDemo { get; init; }

    /// <summary>Attempts of model calls.</summary>
    public long Calls { get; set; }

    /// <summary>US dollars of the calls whose cost is known.</summary>
    public decimal CostUsd { get; set; }

    /// <summary>The most the calls can have cost, US dollars.</summary>
    public decimal CostUsdMax { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }
}

/// <summary>Sums that are made from calls.</summary>
internal interface ISumsOf<TSelf>
    where TSelf : UsageRollup, ISumsOf<TSelf>
{
    /// <summary>Sums of nothing yet, at the quarter-hour and with the facts of these calls.</summary>
    static abstract TSelf EmptyFor(Guid organizationId, CountedCalls calls);
}

/// <summary>Sums that tell model, operation and outcome apart.</summary>
internal interface ISumsByKind
{
    string Model { get; }

    string Operation { get; }

    UsageOutcome Outcome { get; }
}

/// <summary>Sums that tell people apart.</summary>
internal interface ISumsByPerson
{
    /// <summary>The empty id is the organization's own work.</summary>
    Guid UserId { get; }
}

/// <summary>Sums that tell brands apart.</summary>
internal interface ISumsByBrand
{
    /// <summary>The empty id is work for none.</summary>
    Guid BrandId { get; }
}

/// <summary>Quarter-hours by model, operation and outcome.</summary>
public sealed class UsageByKind : UsageRollup, ISumsOf<UsageByKind>, ISumsByKind
{
    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }

    static UsageByKind ISumsOf<UsageByKind>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        Model = calls.Model, Operation = calls.Operation, Outcome = calls.Outcome,
    };
}

/// <summary>Quarter-hours by person.</summary>
public sealed class UsageByPerson : UsageRollup, ISumsOf<UsageByPerson>, ISumsByPerson
{
    /// <summary>The empty id is the organization's own work.</summary>
    public required Guid UserId { get; init; }

    static UsageByPerson ISumsOf<UsageByPerson>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        UserId = calls.UserId,
    };
}

/// <summary>Quarter-hours by brand.</summary>
public sealed class UsageByBrand : UsageRollup, ISumsOf<UsageByBrand>, ISumsByBrand
{
    /// <summary>The empty id is work for none.</summary>
    public required Guid BrandId { get; init; }

    static UsageByBrand ISumsOf<UsageByBrand>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        BrandId = calls.BrandId,
    };
}
