using System.Diagnostics.Metrics;

namespace AdCreator.Core.Usage;

/// <summary>What is told about the way of usage records into the database.</summary>
internal static class UsageTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "AdCreator.Usage";

    private static readonly Meter Meter = new(Name);

    private static readonly Gauge<long> Spool =
        Meter.CreateGauge<long>("adcreator.usage.spool", "By", "Bytes of usage records that wait on the disk for the database.");

    public static void Spooled(long bytes) => Spool.Record(bytes);
}
