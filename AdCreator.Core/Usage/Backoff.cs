using System.Diagnostics;

namespace AdCreator.Core.Usage;

/// <summary>Doubling pauses between tries, measured on the monotonic clock.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan pause;
    private long since;

    /// <summary>What is left of the current pause; zero when the next try is due.</summary>
    public TimeSpan Remaining => TimeSpan.FromTicks(Math.Max(0, (pause - Stopwatch.GetElapsedTime(since)).Ticks));

    public bool IsDue => Remaining == TimeSpan.Zero;

    /// <summary>Begins the next, longer pause.</summary>
    public TimeSpan Next()
    {
        since = Stopwatch.GetTimestamp();
        return pause = pause == TimeSpan.Zero ? first : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, longest.Ticks));
    }

    /// <summary>The last try worked.</summary>
    public void Reset() => pause = TimeSpan.Zero;
}
