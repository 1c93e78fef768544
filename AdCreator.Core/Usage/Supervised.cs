namespace AdCreator.Core.Usage;

/// <summary>Keeps a background loop alive: whatever it throws is reported, and it starts again after a pause.</summary>
internal static class Supervised
{
    public static async Task RunAsync(Func<CancellationToken, Task> body, Action<Exception> report, CancellationToken stoppingToken)
    {
        var pause = new Backoff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30));
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await body(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                report(fault);
                await Task.Delay(pause.Next(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
