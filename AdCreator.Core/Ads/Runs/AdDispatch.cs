using AdCreator.Core.Data;
using AdCreator.Core.Jobs;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Hands runs and ads to the job engine. The rows are the outbox: what they call for can be handed out again at any time.</summary>
public sealed class AdDispatch(AdCreatorDb database, JobQueue jobs)
{
    /// <summary>Hands out what a run's rows call for: the reference first where there is one, then every waiting ad.</summary>
    public async Task DispatchAsync(Guid organizationId, Guid runId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        var run = await context.AdRuns.AsNoTracking().SingleAsync(r => r.Id == runId, cancellationToken);
        var actor = new Actor(run.PersonId, organizationId);
        if (run is { Brief.ReferenceBlobId: not null, Reference: null, ReferenceProblem: null })
        {
            var job = new ReferenceJob(runId);
            await jobs.EnqueueAsync(actor, job, job.Key, TimeSpan.Zero, cancellationToken);
            return;
        }

        var waiting = await context.Ads.AsNoTracking()
            .Where(a => a.RunId == runId && !AdStages.Ended.Contains(a.Stage))
            .OrderBy(a => a.Number)
            .Select(a => new AdJob(a.Id, a.Attempt))
            .ToListAsync(cancellationToken);
        foreach (var job in waiting)
        {
            await jobs.EnqueueAsync(actor, job, job.Key, TimeSpan.Zero, cancellationToken);
        }
    }

    /// <summary>Hands out one ad.</summary>
    public Task DispatchAsync(Actor actor, Ad ad, TimeSpan delay, CancellationToken cancellationToken)
    {
        var job = new AdJob(ad.Id, ad.Attempt);
        return jobs.EnqueueAsync(actor, job, job.Key, delay, cancellationToken);
    }
}
