namespace AdCreator.Bench;

/// <summary>Waits for a condition with a deadline.</summary>
internal static class Until
{
    /// <param name="condition">Asked again and again.</param>
    /// <param name="atMost">Until when.</param>
    /// <param name="what">For the message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="milliseconds">Between two looks: more where looking takes time that is being measured.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan atMost, string what, CancellationToken cancellationToken, int milliseconds = 20)
    {
        using var deadline = new CancellationTokenSource(atMost);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {atMost.TotalSeconds:0} s: {what}.");
            }

            await Task.Delay(milliseconds, cancellationToken);
        }
    }
}
