using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>What the last comparison of an organization's rows, rollups and counters found.</summary>
public sealed class UsageCheck : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>First instant that was compared, UTC.</summary>
    public required DateTimeOffset ComparedFrom { get; set; }

    /// <summary>Rows that were compared.</summary>
    public required long Calls { get; set; }

    /// <summary>All differences added up, US dollars: 0 when rows, rollups and counters say the same.</summary>
    public required decimal DriftUsd { get; set; }

    /// <summary>All differences in the number of calls added up.</summary>
    public required long DriftCalls { get; set; }
}
