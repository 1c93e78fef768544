using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Gemini;
using AdCreator.Core.Jobs;

namespace AdCreator.Core.Agents;

/// <summary>Whether a person cancelled the run, on whichever process that was: stops what has not started.</summary>
/// <remarks>
/// The row is the truth and is read before each stage. A call that has left is waited for, because it is paid for; hints
/// only end a pause between two tries early.
/// </remarks>
internal sealed class RunCancellation : IProgress<GeminiRetry>, IDisposable
{
    /// <summary>A pause this close to its end is left alone: the next try may be leaving.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly AdRows rows;
    private readonly AdRun run;
    private readonly TimeProvider time;
    private readonly CancellationToken stopping;
    private readonly CancellationTokenSource calls;
    private IDisposable? subscription;
    private bool isRequested;
    private long pausedAt;
    private TimeSpan pause;

    private RunCancellation(AdRows rows, AdRun run, TimeProvider time, CancellationToken stopping)
    {
        (this.rows, this.run, this.time, this.stopping) = (rows, run, time, stopping);
        calls = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>For model calls: cancelled when the process stops, and by the person only in the pause between two tries.</summary>
    public CancellationToken Calls => calls.Token;

    /// <summary>Watches the run until disposed.</summary>
    public static async Task<RunCancellation> WatchAsync(AdRows rows, ProgressHub progress, AdRun run, TimeProvider time, CancellationToken stopping)
    {
        var cancellation = new RunCancellation(rows, run, time, stopping);
        cancellation.subscription = progress.Subscribe(run.OrganizationId, run.Id, cancellation.LookAsync);
        await cancellation.LookAsync();
        return cancellation;
    }

    /// <summary>What the run's row says now.</summary>
    public Task<bool> IsRequestedAsync(CancellationToken cancellationToken) =>
        rows.IsCancelledAsync(run.OrganizationId, run.Id, cancellationToken);

    /// <summary>Told before a pause. A run that is cancelled by now makes no other try.</summary>
    public void Report(GeminiRetry value)
    {
        bool isOver;
        lock (gate)
        {
            (pausedAt, pause) = (time.GetTimestamp(), value.Wait);
            isOver = isRequested;
        }

        if (isOver)
        {
            calls.Cancel();
        }
    }

    public void Dispose()
    {
        subscription?.Dispose();
        calls.Dispose();
    }

    private async Task LookAsync()
    {
        if (!await IsRequestedAsync(stopping))
        {
            return;
        }

        bool isPause;
        lock (gate)
        {
            isRequested = true;
            isPause = pausedAt != 0 && time.GetElapsedTime(pausedAt) < pause - Margin;
        }

        if (isPause)
        {
            await calls.CancelAsync();
        }
    }
}
