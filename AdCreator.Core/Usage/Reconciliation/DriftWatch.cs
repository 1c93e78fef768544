using System.Diagnostics;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage.Reconciliation;

/// <summary>Compares every organization's rows, rollups and counters again and again, and writes down what it found.</summary>
/// <remarks>It looks at this month and the one before; older ones are compared by the command <c>usage verify</c>.</remarks>
internal sealed partial class DriftWatch(
    AdCreatorDb database, UsageReconciler reconciler, UsageRebuild rebuild, TimeProvider time, ILogger<DriftWatch> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(60);

    /// <summary>A round rests this many times as long as it took, so that a large installation is not kept busy by it.</summary>
    private const int RestPerWork = 30;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Supervised.RunAsync(WatchAsync, LogFault, stoppingToken);

    /// <summary>Compares every organization that has calls once, and stores the results.</summary>
    public async Task CheckAllAsync(CancellationToken cancellationToken)
    {
        foreach (var organization in await database.ListOrganizationsAsync(cancellationToken))
        {
            try
            {
                await CheckAsync(organization, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // One organization's trouble keeps no other from being looked at.
                LogFault(exception);
            }
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            await CheckAllAsync(stoppingToken);
            var pause = RestPerWork * Stopwatch.GetElapsedTime(started);
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, stoppingToken);
        }
    }

    private async Task CheckAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        // Calls from before there were sums are counted once.
        if (!await IsKnownAsync(organizationId, cancellationToken))
        {
            await rebuild.RebuildAsync(organizationId, cancellationToken);
        }

        var now = time.GetUtcNow();
        var drift = await reconciler.CompareAsync(organizationId, now.AddDays(-31), cancellationToken);
        foreach (var finding in drift.Findings.Take(10))
        {
            LogDrift(organizationId, finding.Where, finding.RowsUsd, finding.SumUsd, finding.RowsCalls, finding.SumCalls);
        }

        await using var context = database.Open(organizationId);
        var check = await context.UsageChecks.SingleOrDefaultAsync(cancellationToken);
        if (check is null)
        {
            context.UsageChecks.Add(check = UsageCheck.None(organizationId, keptFrom: null));
        }

        (check.CheckedAt, check.ComparedFrom, check.Calls) = (now, drift.ComparedFrom, drift.Calls);
        (check.DriftUsd, check.DriftCalls) = (drift.DriftUsd, drift.DriftCalls);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> IsKnownAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(organizationId);
        return await context.UsageChecks.AnyAsync(cancellationToken) || !await context.TokenUsage.AnyAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Usage of organization {OrganizationId} has drifted at {Where}: rows {RowsUsd} and sums {SumUsd} dollars, {RowsCalls} and {SumCalls} calls; rebuild it with: usage rebuild")]
    private partial void LogDrift(Guid organizationId, string where, decimal rowsUsd, decimal sumUsd, long rowsCalls, long sumCalls);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage was not compared, next try follows")]
    private partial void LogFault(Exception exception);
}
