namespace AdCreator.Bench;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Until
{
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan atMost, string what, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(atMost);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {atMost.TotalSeconds:0} s: {what}.");
            }

            await Task.Delay(20, cancellationToken);
        }
    }
}
