using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Jobs;

namespace AdCreator.Core.Agents;

/// <summary>Cancels the work on a run as soon as a person asks for it, on whichever process that was.</summary>
internal sealed class RunCancellation : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly IDisposable subscription;

    private RunCancellation(CancellationTokenSource source, IDisposable subscription)
    {
        this.source = source;
        this.subscription = subscription;
    }

    /// <summary>Cancelled when the person cancels the run or the process stops.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Watches the run until disposed.</summary>
    public static async Task<RunCancellation> WatchAsync(AdRows rows, ProgressHub progress, AdRun run, CancellationToken stopping)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watching = progress.Subscribe(run.OrganizationId, run.Id, LookAsync);
        await LookAsync();
        return new RunCancellation(cancellation, watching);

        async Task LookAsync()
        {
            var now = await rows.FindRunAsync(run.OrganizationId, run.Id, stopping);
            if (now is null or { CancelRequestedAt: not null })
            {
                await cancellation.CancelAsync();
            }
        }
    }

    public void Dispose()
    {
        subscription.Dispose();
        source.Dispose();
    }
}
