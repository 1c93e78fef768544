using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Jobs;

/// <summary>Tells pages and jobs that rows have changed. A message is a hint: whoever hears it reads the rows.</summary>
/// <remarks>Within the process at once; to other processes of the installation through <see cref="IProgressRelay"/>.</remarks>
public sealed partial class ProgressHub(IProgressRelay relay, ILogger<ProgressHub> logger)
{
    private readonly ConcurrentDictionary<Guid, Subscription> subscriptions = new();

    /// <summary>Says that something about the subject (a run) has changed. Never throws, never waits.</summary>
    public void Publish(Guid organizationId, Guid subjectId)
    {
        Deliver(organizationId, subjectId);
        relay.Send(organizationId, subjectId);
    }

    /// <summary>Calls back at every change of the subject until disposed. Callbacks run one at a time; bursts are merged.</summary>
    public IDisposable Subscribe(Guid organizationId, Guid subjectId, Func<Task> changed)
    {
        var subscription = new Subscription(this, organizationId, subjectId, changed);
        subscriptions[subscription.Key] = subscription;
        return subscription;
    }

    /// <summary>Tells the subscribers of this process.</summary>
    internal void Deliver(Guid organizationId, Guid subjectId)
    {
        foreach (var subscription in subscriptions.Values)
        {
            if (subscription.OrganizationId == organizationId && subscription.SubjectId == subjectId)
            {
                subscription.Signal();
            }
        }
    }

    /// <summary>One listener: a signal during a callback causes one more callback, however many signals came.</summary>
    private sealed class Subscription(ProgressHub hub, Guid organizationId, Guid subjectId, Func<Task> changed) : IDisposable
    {
        private int pending;

        public Guid Key { get; } = Guid.CreateVersion7();

        public Guid OrganizationId => organizationId;

        public Guid SubjectId => subjectId;

        public void Signal()
        {
            if (Interlocked.Increment(ref pending) == 1)
            {
                _ = Task.Run(CallAsync);
            }
        }

        public void Dispose() => hub.subscriptions.TryRemove(Key, out _);

        private async Task CallAsync()
        {
            int seen;
            do
            {
                seen = Volatile.Read(ref pending);
                try
                {
                    if (hub.subscriptions.ContainsKey(Key))
                    {
                        await changed();
                    }
                }
                catch (Exception fault)
                {
                    hub.LogFault(fault, subjectId);
                }
            }
            while (Interlocked.Add(ref pending, -seen) > 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A listener to {SubjectId} failed")]
    private partial void LogFault(Exception fault, Guid subjectId);
}

/// <summary>Carries hints to the other processes of an installation.</summary>
public interface IProgressRelay
{
    /// <summary>Sends a hint. Never throws, never waits.</summary>
    void Send(Guid organizationId, Guid subjectId);
}

/// <summary>For an installation of one process: there is nobody else to tell.</summary>
internal sealed class NoRelay : IProgressRelay
{
    public void Send(Guid organizationId, Guid subjectId)
    {
    }
}
