using AdCreator.Core.Data;
using AdCreator.Core.Usage;

namespace AdCreator.Web.Endpoints;

/// <summary>Why this process cannot serve at the moment, and what else an operator should know.</summary>
public sealed partial class Readiness(
    DatabaseMigrator migrator, DatabaseLogin login, UsageHealth usage, IHostEnvironment environment, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>An answer counts this long, so that pages and probes do not ask the database each time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private (DateTimeOffset At, IReadOnlyList<string> Reasons)? last;
    private bool isLoginChecked;

    /// <summary>Reasons in words for an operator, without secrets; none when this process can serve.</summary>
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

    /// <summary>What does not keep this process from serving, but must not be overlooked: how metering is doing.</summary>
    public IReadOnlyList<string> FindNotices()
    {
        var report = usage.Report;
        List<string> notices = [];
        if (report.TrackingOffSince is { } off)
        {
            notices.Add($"Usage tracking has been off since {off:yyyy-MM-dd HH:mm} UTC: model calls are paid for and not counted.");
        }

        if (report.SpoolingSince is { } spooling)
        {
            notices.Add($"Usage has been waiting on the disk since {spooling:yyyy-MM-dd HH:mm} UTC, because the database does not take it. Nothing is lost.");
        }

        if (report.QuarantinedRecords > 0)
        {
            notices.Add($"{report.QuarantinedRecords} usage record(s) were put aside because the database refuses them. They lie in the folder spool.");
        }

        if (report.PartitionMonthsAhead is < UsageHealthReport.FewPartitionMonths)
        {
            notices.Add($"token_usage has partitions for {report.PartitionMonthsAhead} month(s) ahead only. Run as the tables' owner: SELECT add_usage_partitions(24); the log says why AdCreator could not.");
        }

        return notices;
    }

    private async Task<IReadOnlyList<string>> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            var pending = await migrator.FindPendingAsync(timeout.Token);
            if (pending.Count > 0)
            {
                return [$"The database lacks {pending.Count} migration(s). Run: {DatabaseMigrator.Command}, or: dotnet run --project AdCreator.Web -- migrate"];
            }

            return await FindLoginFaultAsync(timeout.Token) is { } fault ? [fault] : [];
        }
        catch (Exception fault) when (fault is OperationCanceledException or InvalidOperationException || DatabaseFault.Is(fault))
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                LogAway(fault.Message);
            }

            return ["The database does not answer. AdCreator goes on by itself as soon as it does."];
        }
    }

    /// <summary>The start may have found the database away, and the tables may be younger than the process.</summary>
    private async Task<string?> FindLoginFaultAsync(CancellationToken cancellationToken)
    {
        if (isLoginChecked || environment.IsDevelopment())
        {
            return null;
        }

        var fault = await login.FindFaultAsync(cancellationToken);
        isLoginChecked = fault is null;
        return fault;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer: {Reason}")]
    private partial void LogAway(string reason);
}
