using AdCreator.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace AdCreator.Core.Jobs;

/// <summary>Starts the job engine once the database is there and migrated, and stops it with the process.</summary>
/// <remarks>The engine's own hosted service would end the process when its tables are missing or the database is away.</remarks>
internal sealed partial class JobEngine(
    ISchedulerFactory schedulers, DatabaseMigrator migrator, TimeProvider time, ILogger<JobEngine> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private IScheduler? scheduler;

    /// <summary>Running jobs are told to stop and get what is left of the host's patience; a deadline is no fault here.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null)
        {
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if ((await migrator.FindPendingAsync(stoppingToken)).Count == 0)
                {
                    scheduler = await schedulers.GetScheduler(stoppingToken);
                    await scheduler.Start(stoppingToken);
                    return;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogWaiting(fault.Message);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs wait for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}
