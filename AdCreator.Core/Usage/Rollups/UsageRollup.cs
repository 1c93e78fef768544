using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Sums over the calls of one organization in one quarter-hour, told apart by one narrow set of facts.</summary>
/// <remarks>
/// Moved in the transaction that writes the rows they count, so they equal the rows' sums at every instant, and can be
/// made again from the rows at any time. Several narrow ones are read faster than one wide.
/// A long range is read from the days of UTC that lie in it, and from quarter-hours at its ends.
/// </remarks>
public abstract class UsageRollup : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>Number of the quarter-hour since 1970-01-01T00:00Z.</summary>
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

/// <summary>By model, operation and outcome.</summary>
public abstract class SumsByKind : UsageRollup
{
    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }
}

/// <summary>By person; the empty id is the organization's own work.</summary>
public abstract class SumsByPerson : UsageRollup
{
    public required Guid UserId { get; init; }
}

/// <summary>By brand; the empty id is work for none.</summary>
public abstract class SumsByBrand : UsageRollup
{
    public required Guid BrandId { get; init; }
}

/// <summary>By quarter-hour alone: the days of any time zone, read from a row or two each.</summary>
public sealed class UsageByTime : UsageRollup;

/// <summary>Quarter-hours by model, operation and outcome.</summary>
public sealed class UsageByKind : SumsByKind;

/// <summary>Quarter-hours by person.</summary>
public sealed class UsageByPerson : SumsByPerson;

/// <summary>Quarter-hours by brand.</summary>
public sealed class UsageByBrand : SumsByBrand;

/// <summary>Whole days of UTC by model, operation and outcome. <see cref="UsageRollup.Quarter"/> is the day's first.</summary>
public sealed class UsageDayByKind : SumsByKind;

/// <summary>Whole days of UTC by person. <see cref="UsageRollup.Quarter"/> is the day's first.</summary>
public sealed class UsageDayByPerson : SumsByPerson;

/// <summary>Whole days of UTC by brand. <see cref="UsageRollup.Quarter"/> is the day's first.</summary>
public sealed class UsageDayByBrand : SumsByBrand;
