namespace AdCreator.Core.Ads.Placements;

/// <summary>Who computes first: an ad that its reviewer waits for, before sizes that nobody waits for yet.</summary>
/// <remarks>A set's ads come from the model at about the same time. Their further sizes have as long as the reviewer takes to answer.</remarks>
public sealed class DrawingTurns(TimeProvider time)
{
    /// <summary>All sizes of an ad together wait no longer than this: a process that always has an ad to compose makes them all the same.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);

    /// <summary>Ads that are composed and measured at once. Pictures that come together would otherwise all be ready together, and late; so the first ones are with their reviewer when the last ones begin.</summary>
    private static readonly SemaphoreSlim Places = new(2, 2);

    private int first;

    /// <summary>Does work that goes first, in the order in which it was asked for.</summary>
    internal async Task<T> FirstAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref first);
        try
        {
            await Places.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            finally
            {
                Places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref first);
        }
    }

    /// <summary>Returns when nothing goes first, or when an ad has let others pass for long enough.</summary>
    /// <param name="began">Timestamp at which the ad's sizes could have begun.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task LetPassAsync(long began, CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref first) > 0 && time.GetElapsedTime(began) < Longest)
        {
            await Task.Delay(Look, time, cancellationToken);
        }
    }
}
