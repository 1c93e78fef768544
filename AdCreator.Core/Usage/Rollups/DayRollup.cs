namespace AdCreator.Core.Usage.Rollups;

/// <summary>Sums over whole days of the organization's own calendar, of the calls before its <see cref="DaysMark"/>.</summary>
/// <remarks>
/// Those of two facts answer what one filter asks for by the other, such as one model's spending by person, without a
/// look at the rows. When the organization's time zone changes they are made anew.
/// </remarks>
public abstract class DayRollup : UsageRollup;

/// <summary>Days by model, operation and outcome.</summary>
public sealed class UsageDayByKind : DayRollup, ISumsOf<UsageDayByKind>, ISumsByKind
{
    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }

    static UsageDayByKind ISumsOf<UsageDayByKind>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        Model = calls.Model, Operation = calls.Operation, Outcome = calls.Outcome,
    };
}

/// <summary>Days by person.</summary>
public sealed class UsageDayByPerson : DayRollup, ISumsOf<UsageDayByPerson>, ISumsByPerson
{
    /// <summary>The empty id is the organization's own work.</summary>
    public required Guid UserId { get; init; }

    static UsageDayByPerson ISumsOf<UsageDayByPerson>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        UserId = calls.UserId,
    };
}

/// <summary>Days by brand.</summary>
public sealed class UsageDayByBrand : DayRollup, ISumsOf<UsageDayByBrand>, ISumsByBrand
{
    /// <summary>The empty id is work for none.</summary>
    public required Guid BrandId { get; init; }

    static UsageDayByBrand ISumsOf<UsageDayByBrand>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        BrandId = calls.BrandId,
    };
}

/// <summary>Days by person and by model, operation and outcome.</summary>
public sealed class UsageDayByPersonAndKind : DayRollup, ISumsOf<UsageDayByPersonAndKind>, ISumsByPerson, ISumsByKind
{
    /// <summary>The empty id is the organization's own work.</summary>
    public required Guid UserId { get; init; }

    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }

    static UsageDayByPersonAndKind ISumsOf<UsageDayByPersonAndKind>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        UserId = calls.UserId, Model = calls.Model, Operation = calls.Operation, Outcome = calls.Outcome,
    };
}

/// <summary>Days by brand and by model, operation and outcome.</summary>
public sealed class UsageDayByBrandAndKind : DayRollup, ISumsOf<UsageDayByBrandAndKind>, ISumsByBrand, ISumsByKind
{
    /// <summary>The empty id is work for none.</summary>
    public required Guid BrandId { get; init; }

    public required string Model { get; init; }

    public required string Operation { get; init; }

    public required UsageOutcome Outcome { get; init; }

    static UsageDayByBrandAndKind ISumsOf<UsageDayByBrandAndKind>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        BrandId = calls.BrandId, Model = calls.Model, Operation = calls.Operation, Outcome = calls.Outcome,
    };
}

/// <summary>Days by brand and person.</summary>
public sealed class UsageDayByBrandAndPerson : DayRollup, ISumsOf<UsageDayByBrandAndPerson>, ISumsByBrand, ISumsByPerson
{
    /// <summary>The empty id is work for none.</summary>
    public required Guid BrandId { get; init; }

    /// <summary>The empty id is the organization's own work.</summary>
    public required Guid UserId { get; init; }

    static UsageDayByBrandAndPerson ISumsOf<UsageDayByBrandAndPerson>.EmptyFor(Guid organizationId, CountedCalls calls) => new()
    {
        OrganizationId = organizationId, Quarter = calls.Quarter, CostState = calls.CostState, IsDemo = calls.IsDemo,
        BrandId = calls.BrandId, UserId = calls.UserId,
    };
}
