namespace AdCreator.Core.Usage;

/// <summary>How metering is doing, for pages and <c>/health/ready</c>. Safe to read from any thread.</summary>
public sealed class UsageHealth(TimeProvider time)
{
    private readonly Lock gate = new();
    private UsageHealthReport report = new(null, 0, 0, null, null);

    /// <summary>The state at this moment.</summary>
    public UsageHealthReport Report
    {
        get
        {
            lock (gate)
            {
                return report;
            }
        }
    }

    internal void SetSpoolBytes(long bytes)
    {
        Change(r => r with { SpoolBytes = bytes });
        UsageTelemetry.Spooled(bytes);
    }

    internal void SetPartitionMonths(int ahead) => Change(r => r with { PartitionMonthsAhead = ahead });

    internal void AddQuarantined(int count) => Change(r => r with { QuarantinedRecords = r.QuarantinedRecords + count });

    internal void DatabaseIsAway(string fault) => Change(r => r with { SpoolingSince = r.SpoolingSince ?? time.GetUtcNow(), Fault = fault });

    internal void DatabaseIsBack() => Change(r => r with { SpoolingSince = null, Fault = null });

    internal void TrackingIsOff(DateTimeOffset since) => Change(r => r with { TrackingOffSince = since });

    private void Change(Func<UsageHealthReport, UsageHealthReport> change)
    {
        lock (gate)
        {
            report = change(report);
        }
    }
}

/// <summary>How metering was doing at one moment.</summary>
/// <param name="SpoolingSince">Since when this process cannot write usage to the database, UTC; null while it can.</param>
/// <param name="SpoolBytes">Bytes that wait on the disk for the database.</param>
/// <param name="QuarantinedRecords">Records and lines put aside since the start, because the database refuses them.</param>
/// <param name="TrackingOffSince">Since when <c>Usage:Tracking</c> is off, UTC; null while it is on.</param>
/// <param name="Fault">The last fault while spooling, without secrets.</param>
public sealed record UsageHealthReport(
    DateTimeOffset? SpoolingSince, long SpoolBytes, int QuarantinedRecords, DateTimeOffset? TrackingOffSince, string? Fault)
{
    /// <summary>Fewer months of partitions ahead than this need an operator.</summary>
    public const int FewPartitionMonths = 3;

    /// <summary>For how many months after this one <c>token_usage</c> has partitions; null where it has none (SQLite) and before the first look.</summary>
    public int? PartitionMonthsAhead { get; init; }

    /// <summary>Whether every answered call reaches the database at once.</summary>
    public bool IsHealthy => SpoolingSince is null && TrackingOffSince is null;
}
