using System.Globalization;

namespace AdCreator.Bench;

/// <summary>One measured figure.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">The value with its unit.</param>
/// <param name="Target">What it must be; empty for a figure that is shown for comparison.</param>
/// <param name="IsMet">Null without a target.</param>
internal sealed record Figure(string Name, string Measured, string Target, bool? IsMet)
{
    /// <summary>A figure that must not exceed its target.</summary>
    public static Figure AtMost(string name, double measured, double target, string unit) =>
        new(name, Text(measured, unit), $"≤ {target.ToString("0.###", CultureInfo.InvariantCulture)} {unit}", measured <= target);

    /// <summary>A figure that must reach its target.</summary>
    public static Figure AtLeast(string name, double measured, double target, string unit) =>
        new(name, Text(measured, unit), $"≥ {target.ToString("0.###", CultureInfo.InvariantCulture)} {unit}", measured >= target);

    /// <summary>A figure for comparison.</summary>
    public static Figure Shown(string name, double measured, string unit) => new(name, Text(measured, unit), "", null);

    /// <summary>How long many calls took, for comparison.</summary>
    public static Figure Shown(string name, Latencies latencies) => new(name, Text(latencies), "", null);

    /// <summary>Calls of which 95 of 100 must not take longer than the target, milliseconds.</summary>
    public static Figure P95(string name, Latencies latencies, double target) => new(
        name, Text(latencies), $"p95 ≤ {target.ToString("0.###", CultureInfo.InvariantCulture)} ms", latencies.P95 / 1000 <= target);

    private static string Text(double measured, string unit) => string.Create(CultureInfo.InvariantCulture, $"{measured:0.##} {unit}");

    private static string Text(Latencies latencies) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {latencies.Median / 1000:0.0}, p95 {latencies.P95 / 1000:0.0} ms");
}
