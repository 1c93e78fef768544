using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage.Rollups;

/// <summary>Keeps the days of every organization summed.</summary>
internal sealed partial class DayWatch(AdCreatorDb database, DaySummary days, ILogger<DayWatch> logger) : BackgroundService
{
    /// <summary>What is not summed yet is read from quarter-hours and rows, which takes no longer while it is little.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Supervised.RunAsync(WatchAsync, LogFault, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            foreach (var organization in await database.ListOrganizationsAsync(stoppingToken))
            {
                if (!await days.CatchUpAsync(organization, stoppingToken))
                {
                    LogBusy(organization);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The days of organization {OrganizationId} are summed later: its sums are in use")]
    private partial void LogBusy(Guid organizationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Days were not summed, next try follows")]
    private partial void LogFault(Exception exception);
}
