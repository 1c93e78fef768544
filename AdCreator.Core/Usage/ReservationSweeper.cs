using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage;

/// <summary>Turns reservations that nobody settled into rows whose cost is unknown, so that no call vanishes.</summary>
/// <remarks>
/// Such a row is between 0 and its worst case, and is replaced should the real record still come. Its outcome is
/// <see cref="UsageOutcome.TimedOut"/>: no answer was seen within the time that the call had.
/// </remarks>
internal sealed partial class ReservationSweeper(AdCreatorDb database, UsageSpool spool, TimeProvider time, ILogger<ReservationSweeper> logger)
    : BackgroundService
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Supervised.RunAsync(SweepAgainAndAgainAsync, LogFault, stoppingToken);

    /// <summary>Sweeps every organization once, unless records wait in a spool: they may settle what looks lost.</summary>
    /// <returns>How many reservations became rows.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (spool.HoldsAnyRecord)
        {
            return 0;
        }

        var swept = 0;
        foreach (var organizationId in await database.ListOrganizationsAsync(cancellationToken))
        {
            int batch;
            do
            {
                batch = await SweepAsync(organizationId, cancellationToken);
                swept += batch;
            }
            while (batch == BatchSize);
        }

        return swept;
    }

    private async Task SweepAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SweepAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(organizationId);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var expired = await context.UsageReservations.AsNoTracking()
            .Where(r => r.ExpiresAt <= now)
            .OrderBy(r => r.ExpiresAt)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        if (expired.Count == 0)
        {
            return 0;
        }

        await UsageLedger.SettleAsync(context, expired.ConvertAll(Unsettled), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogSwept(expired.Count, organizationId);
        return expired.Count;
    }

    private static UsageRecord Unsettled(UsageReservation reservation) => new()
    {
        Id = reservation.Id,
        UserId = reservation.UserId,
        OrganizationId = reservation.OrganizationId,
        Provider = reservation.Provider,
        Model = reservation.Model,
        ModelRequested = reservation.Model,
        ToolName = reservation.ToolName,
        Operation = reservation.Operation,
        UnitType = reservation.UnitType,
        CostUsd = null,
        CostUsdMax = reservation.CostUsdMax,
        CostState = CostState.Unknown,
        PriceVersionId = reservation.PriceVersionId,
        CreatedAt = reservation.CreatedAt,
        Outcome = UsageOutcome.TimedOut,
        Attempt = reservation.Attempt,
        BrandId = reservation.BrandId,
        RunId = reservation.RunId,
        AdId = reservation.AdId,
        TraceId = reservation.TraceId,
        IsDemo = reservation.IsDemo,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls of organization {OrganizationId} were never settled and count as unknown")]
    private partial void LogSwept(int count, Guid organizationId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of reservations failed and starts again")]
    private partial void LogFault(Exception exception);
}
