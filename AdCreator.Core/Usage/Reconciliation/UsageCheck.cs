using AdCreator.Core.Data;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>What the last comparison of an organization's rows, rollups and counters found.</summary>
public sealed class UsageCheck : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    public required DateTimeOffset CheckedAt { get; set; }

    /// <summary>First instant that was compared, UTC.</summary>
    public required DateTimeOffset ComparedFrom { get; set; }

    /// <summary>First instant of the first whole month whose calls are all still here, UTC; null while none were removed.</summary>
    public DateTimeOffset? KeptFrom { get; set; }

    /// <summary>Rows that were compared.</summary>
    public required long Calls { get; set; }

    /// <summary>All differences added up, US dollars: 0 when rows, rollups and counters say the same.</summary>
    public required decimal DriftUsd { get; set; }

    /// <summary>All differences in the number of calls added up.</summary>
    public required long DriftCalls { get; set; }

    /// <summary>Before the first comparison.</summary>
    internal static UsageCheck None(Guid organizationId, DateTimeOffset? keptFrom) => new()
    {
        OrganizationId = organizationId, CheckedAt = DateTimeOffset.UnixEpoch, ComparedFrom = DateTimeOffset.UnixEpoch, KeptFrom = keptFrom,
        Calls = 0, DriftUsd = 0, DriftCalls = 0,
    };
}
