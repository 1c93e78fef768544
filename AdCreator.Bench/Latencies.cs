using System.Diagnostics;

namespace AdCreator.Bench;

/// <summary>Durations of many calls, in microseconds. Calls may end at the same moment.</summary>
internal sealed class Latencies
{
    private readonly Lock gate = new();
    private readonly List<double> values = [];
    private bool isSorted;

    public int Count => values.Count;

    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    public double P99 => Percentile(0.99);

    /// <summary>Adds what has passed since a timestamp of <see cref="Stopwatch"/>.</summary>
    public void AddSince(long started)
    {
        var passed = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        lock (gate)
        {
            values.Add(passed);
            isSorted = false;
        }
    }

    private double Percentile(double part)
    {
        lock (gate)
        {
            if (!isSorted)
            {
                values.Sort();
                isSorted = true;
            }

            return values[(int)Math.Ceiling(part * values.Count) - 1];
        }
    }
}
