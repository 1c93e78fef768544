using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Ads.Runs;

/// <summary>Hands out ads that wait without a job: the process ended between writing the rows and enqueueing, or was stopped in the middle.</summary>
/// <remarks>A job that waits or runs is kept as it is, so sweeping often does no harm, and an ad that was put off keeps its wait.</remarks>
internal sealed partial class AdSweep(AdCreatorDb database, AdDispatch dispatch, TimeProvider time, ILogger<AdSweep> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = First;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = Interval;
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(fault.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Hands out, once, whatever is active and has no job.</summary>
    internal async Task SweepAsync(CancellationToken stoppingToken)
    {
        foreach (var organizationId in await ListOrganizationsAsync(stoppingToken))
        {
            await using var context = database.Open(organizationId);
            var runs = await context.Ads
                .Where(a => !AdStages.Ended.Contains(a.Stage))
                .Select(a => a.RunId)
                .Distinct()
                .ToListAsync(stoppingToken);
            foreach (var runId in runs)
            {
                await dispatch.DispatchAsync(organizationId, runId, stoppingToken);
            }
        }
    }

    private async Task<List<Guid>> ListOrganizationsAsync(CancellationToken stoppingToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.Organizations.Select(o => o.Id).ToListAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting ads were not handed out: {Reason}")]
    private partial void LogFault(string reason);
}
