using AdCreator.Core.Organizations;
using Quartz;

namespace AdCreator.Core.Jobs;

/// <summary>Hands work to the job engine, which delivers it at least once, here or on another process.</summary>
public sealed class JobQueue(ISchedulerFactory schedulers, TimeProvider time)
{
    /// <summary>The prefix of the execution groups that cap what one organization runs at once.</summary>
    internal const string GroupPrefix = "organization:";

    /// <summary>Makes a job durable. A job of the same key that waits or runs, here or on another process, is kept, and nothing is added.</summary>
    /// <remarks>
    /// The engine keeps a job of its own for each key until its work has ended, also over a crash and the recovery after
    /// it. One job with many triggers would not do: a trigger that has fired no longer counts, so a second one would run
    /// beside the first.
    /// </remarks>
    /// <param name="actor">Who orders; authorized again when the job starts.</param>
    /// <param name="payload">Ids only.</param>
    /// <param name="key">Names the work, such as <c>ad-{id}-{attempt}</c>.</param>
    /// <param name="delay">How long to wait before the first delivery.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task EnqueueAsync<TPayload>(Actor actor, TPayload payload, string key, TimeSpan delay, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var name = new JobKey(key, typeof(TPayload).Name);
        if (await scheduler.Exists(name, cancellationToken))
        {
            return;
        }

        var job = JobBuilder.Create<HandlerJob<TPayload>>()
            .WithIdentity(name)
            .UsingInput(new JobEnvelope<TPayload>(actor.PersonId, actor.OrganizationId, payload))
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create(time)
            .WithIdentity(name.Name, name.Group)
            .WithExecutionGroup(GroupPrefix + actor.OrganizationId)
            .StartAt(time.GetUtcNow() + delay)
            .Build();
        try
        {
            await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions(), cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Somebody else was faster.
        }
    }
}

/// <summary>What is stored of a job: who ordered it, and on what to work.</summary>
internal sealed record JobEnvelope<TPayload>(Guid PersonId, Guid OrganizationId, TPayload Payload);
