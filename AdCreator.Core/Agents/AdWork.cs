using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Agents;

/// <summary>One job's work on one ad: whose, on what, and the fence that stops it when the row has moved on.</summary>
internal sealed class AdWork(
    AgentDependencies dependencies, AdRun run, AdJob job, PromptPicture product, RunCancellation cancellation, AdRows rows, TimeProvider time)
{
    public AgentDependencies Dependencies => dependencies;

    public AdCreatorAgent Agent { get; } = new(dependencies);

    public AdRun Run => run;

    /// <summary>The product's own picture, scaled for a model.</summary>
    public PromptPicture Product => product;

    /// <summary>What of a finished version could not be made; null for nothing. Stands at the ad when it is done.</summary>
    public AdProblem? LeftOut { get; set; }

    /// <summary>Whether the person cancelled the run.</summary>
    public RunCancellation Cancellation => cancellation;

    /// <summary>Writes the stage before its work starts. Null when the run is cancelled, or when another attempt owns the ad.</summary>
    public async Task<Ad?> EnterAsync(AdStage stage, CancellationToken cancellationToken)
    {
        if (await cancellation.IsRequestedAsync(cancellationToken))
        {
            await EndCancelledAsync(cancellationToken);
            return null;
        }

        dependencies.Gemini.Retries = new RetryNotes(this, stage);
        return await AdvanceAsync(
            row =>
            {
                row.Stage = stage;
                row.Problem = null;
            },
            cancellationToken);
    }

    /// <summary>Ends the ad because the person cancelled; what was made stays in the row.</summary>
    public Task EndCancelledAsync(CancellationToken cancellationToken) =>
        AdvanceAsync(row => row.EndCancelled(time.GetUtcNow()), cancellationToken);

    /// <summary>Changes the row. Null when another attempt owns the ad.</summary>
    public Task<Ad?> AdvanceAsync(Action<Ad> change, CancellationToken cancellationToken) =>
        rows.AdvanceAsync(run.OrganizationId, job, change, cancellationToken);

    /// <summary>The same, with other rows in one write.</summary>
    public Task<Ad?> AdvanceAsync(Func<AdCreatorDbContext, Ad, Task> change, CancellationToken cancellationToken) =>
        rows.AdvanceAsync(run.OrganizationId, job, change, cancellationToken);

    /// <summary>Writes into the row why nothing happens for a while. A lost note does no harm.</summary>
    private sealed class RetryNotes(AdWork work, AdStage stage) : IProgress<GeminiRetry>
    {
        public void Report(GeminiRetry value)
        {
            work.Cancellation.Report(value);
            _ = NoteAsync(value);
        }

        private async Task NoteAsync(GeminiRetry retry)
        {
            try
            {
                await work.AdvanceAsync(
                    row =>
                    {
                        if (row.Stage == stage)
                        {
                            row.Problem = new AdProblem(
                                "retrying",
                                stage,
                                retry.Reason,
                                $"Trying again by itself: attempt {retry.Attempt} of {retry.Attempts} in {Math.Ceiling(retry.Wait.TotalSeconds):0} s.");
                        }
                    },
                    CancellationToken.None);
            }
            catch (Exception)
            {
                // The next stage is written by the job itself; a note is a courtesy.
            }
        }
    }
}
