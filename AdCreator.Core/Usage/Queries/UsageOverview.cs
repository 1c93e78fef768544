using AdCreator.Core.Usage.Reconciliation;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Everything a usage page shows about a range, except single calls.</summary>
public sealed record UsageOverview
{
    /// <summary>The days in view, in <see cref="TimeZone"/>.</summary>
    public required UsageDays Days { get; init; }

    /// <summary>The days that <see cref="Previous"/> is about.</summary>
    public required UsageDays PreviousDays { get; init; }

    /// <summary>The organization's IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>True for an admin, who sees everybody's calls; false for a member, who sees the own ones.</summary>
    public required bool SeesOrganization { get; init; }

    /// <summary>Whether the calls in view are demo calls; else they are billed ones.</summary>
    public required bool ShowsDemo { get; init; }

    /// <summary>Whether the organization has demo calls at any time.</summary>
    public required bool HasDemoCalls { get; init; }

    /// <summary>Whether the organization has billed calls at any time.</summary>
    public required bool HasBilledCalls { get; init; }

    public required UsageTotals Totals { get; init; }

    /// <summary>The same filter over <see cref="PreviousDays"/>.</summary>
    public required UsageTotals Previous { get; init; }

    /// <summary>Every day of the range in order, days without a call included.</summary>
    public required IReadOnlyList<UsageSlice<DateOnly>> ByDay { get; init; }

    /// <summary>Dearest first.</summary>
    public required IReadOnlyList<UsageSlice<string>> ByModel { get; init; }

    /// <summary>Dearest first.</summary>
    public required IReadOnlyList<UsageSlice<string>> ByOperation { get; init; }

    /// <summary>Most frequent first.</summary>
    public required IReadOnlyList<UsageSlice<UsageOutcome>> ByOutcome { get; init; }

    /// <summary>Dearest first; one entry at most for a member.</summary>
    public required IReadOnlyList<UsageSlice<UsagePerson>> ByPerson { get; init; }

    /// <summary>Dearest first; the empty id is work for no brand.</summary>
    public required IReadOnlyList<UsageSlice<Guid>> ByBrand { get; init; }

    /// <summary>Where this month is heading; null for a filtered view and while there is nothing to go by.</summary>
    public required MonthForecast? Forecast { get; init; }

    /// <summary>The last comparison of rows, sums and counters; null for a member and before the first one.</summary>
    public required UsageCheck? Check { get; init; }
}

/// <summary>The sums of one part of a whole.</summary>
public sealed record UsageSlice<TKey>(TKey Key, UsageTotals Totals);

/// <summary>Somebody who caused calls.</summary>
/// <param name="Id">Empty for work of the organization without a person.</param>
/// <param name="Name">Display name; null when there is none.</param>
public sealed record UsagePerson(Guid Id, string? Name);
