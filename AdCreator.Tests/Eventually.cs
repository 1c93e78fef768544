namespace AdCreator.Tests;

/// <summary>Waits for a condition instead of sleeping.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Returns when the condition holds; fails after 90 seconds, on a loaded machine the longest wait of any test.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="explain">What to say when it never held.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string>? explain = null)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {Patience.TotalSeconds:0} s. {explain?.Invoke()}");
            }

            await Task.Delay(20);
        }
    }
}
