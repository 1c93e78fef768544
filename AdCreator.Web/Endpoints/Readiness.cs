using System.Data.Common;
using AdCreator.Core.Data;

namespace AdCreator.Web.Endpoints;

/// <summary>Why this process cannot serve at the moment; nothing when it can.</summary>
public sealed class Readiness(DatabaseMigrator migrator, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>An answer counts this long, so that pages and probes do not ask the database each time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private (DateTimeOffset At, IReadOnlyList<string> Reasons)? last;

    /// <summary>Reasons in words for an operator, without secrets.</summary>
    public async Task<IReadOnlyList<string>> FindReasonsAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ["AdCreator is stopping."];
        }

        if (last is { } known && time.GetUtcNow() - known.At < Fresh)
        {
            return known.Reasons;
        }

        var reasons = await AskAsync(cancellationToken);
        last = (time.GetUtcNow(), reasons);
        return reasons;
    }

    private async Task<IReadOnlyList<string>> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            var pending = await migrator.FindPendingAsync(timeout.Token);
            return pending.Count == 0
                ? []
                : [$"The database lacks {pending.Count} migration(s). Run: {DatabaseMigrator.Command} (or start the program with: migrate)."];
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or OperationCanceledException or InvalidOperationException
            && !cancellationToken.IsCancellationRequested)
        {
            return ["The database does not answer. AdCreator goes on by itself as soon as it does."];
        }
    }
}
