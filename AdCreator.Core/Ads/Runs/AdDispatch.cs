using AdCreator.Core.Data;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Hands runs and ads to the job engine. The rows are the outbox: what they call for can be handed out again at any time.</summary>
/// <remarks>An ad that a busy provider put off is handed out with what is left of its wait.</remarks>
public sealed partial class AdDispatch(
    AdCreatorDb database, JobQueue jobs, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<AdDispatch> logger)
{
    /// <summary>Hands out a run whose rows are stored, without making the caller wait. What fails here is left to <see cref="AdSweep"/>.</summary>
    public void DispatchSoon(Guid organizationId, Guid runId) => _ = Task.Run(async () =>
    {
        try
        {
            await DispatchAsync(organizationId, runId, lifetime.ApplicationStopping);
        }
        catch (Exception fault)
        {
            LogLeft(fault.Message, runId);
        }
    });

    /// <summary>Hands out what a run's rows call for: the reference first where there is one, then every waiting ad.</summary>
    public async Task DispatchAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var run = await context.AdRuns.AsNoTracking().SingleAsync(r => r.Id == runId, cancellationToken);
        var actor = new Actor(run.PersonId, organizationId);
        if (run is { Brief.ReferenceBlobId: not null, Reference: null, ReferenceProblem: null, CancelRequestedAt: null })
        {
            var job = new ReferenceJob(runId);
            await jobs.EnqueueAsync(actor, job, job.Key, TimeSpan.Zero, cancellationToken);
            return;
        }

        var waiting = await context.Ads.AsNoTracking()
            .Where(a => a.RunId == runId && !AdStages.Ended.Contains(a.Stage))
            .OrderBy(a => a.Number)
            .ToListAsync(cancellationToken);
        foreach (var ad in waiting)
        {
            await DispatchAsync(ad.Revision is { } revision ? actor with { PersonId = revision.PersonId } : actor, ad, cancellationToken);
        }
    }

    /// <summary>Hands out one ad, not before the instant that its row names.</summary>
    public Task DispatchAsync(Actor actor, Ad ad, CancellationToken cancellationToken)
    {
        var job = new AdJob(ad.Id, ad.Attempt);
        var wait = ad is { Stage: AdStage.Queued, Problem.RetryAt: { } at } ? at - time.GetUtcNow() : TimeSpan.Zero;
        return jobs.EnqueueAsync(actor, job, job.Key, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId} was not handed out and waits for the next sweep: {Reason}")]
    private partial void LogLeft(string reason, Guid runId);
}
