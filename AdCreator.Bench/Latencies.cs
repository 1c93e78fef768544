using System.Diagnostics;

namespace AdCreator.Bench;

/// <summary>Durations of many calls, in microseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> values = [];
    private bool isSorted;

    public double Median => Percentile(0.5);

    public double P99 => Percentile(0.99);

    /// <summary>Adds what has passed since a timestamp of <see cref="Stopwatch"/>.</summary>
    public void AddSince(long started)
    {
        values.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        isSorted = false;
    }

    private double Percentile(double part)
    {
        if (!isSorted)
        {
            values.Sort();
            isSorted = true;
        }

        return values[(int)Math.Ceiling(part * values.Count) - 1];
    }
}
