using AdCreator.Core.Organizations;
using Quartz;

namespace AdCreator.Core.Jobs;

/// <summary>Hands work to the job engine, which delivers it at least once, here or on another process.</summary>
public sealed class JobQueue(ISchedulerFactory schedulers)
{
    /// <summary>The prefix of the execution groups that cap what one organization runs at once.</summary>
    internal const string GroupPrefix = "organization:";

    /// <summary>Makes a job durable. A job of the same key that waits is kept, and nothing is added; behind one that runs, the new one waits for its end.</summary>
    /// <param name="actor">Who orders; authorized again when the job starts.</param>
    /// <param name="payload">Ids only.</param>
    /// <param name="key">Names the work, such as <c>ad-{id}-{attempt}</c>.</param>
    /// <param name="delay">How long to wait before the first delivery.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task EnqueueAsync<TPayload>(Actor actor, TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.ScheduleJob<HandlerJob<TPayload>, JobEnvelope<TPayload>>(
            new JobEnvelope<TPayload>(actor.PersonId, actor.OrganizationId, payload),
            delay,
            new OneOffJobOptions
            {
                Name = key,
                RequestRecovery = true,
                ExecutionGroup = GroupPrefix + actor.OrganizationId,
                OnConflict = TriggerConflict.Keep,
            },
            cancellationToken);
    }
}

/// <summary>What is stored of a job: who ordered it, and on what to work.</summary>
internal sealed record JobEnvelope<TPayload>(Guid PersonId, Guid OrganizationId, TPayload Payload);
