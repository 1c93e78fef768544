using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdCreator.Core.Usage.Webhooks;

/// <summary>Sends what waits for organizations' webhooks, at least once each, for at most a day.</summary>
/// <remarks>A delivery is taken by moving its next try ahead: a process that dies with it in hand leaves it to the next one.</remarks>
internal sealed partial class WebhookDispatch(AdCreatorDb database, WebhookSender sender, TimeProvider time, ILogger<WebhookDispatch> logger)
    : BackgroundService
{
    /// <summary>Deliveries of one organization in one round, so that a slow receiver does not keep the others waiting.</summary>
    private const int BatchSize = 20;

    /// <summary>Receivers that are waited for at once.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>How long an event is tried.</summary>
    internal static readonly TimeSpan Persistence = TimeSpan.FromHours(24);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Supervised.RunAsync(DispatchAgainAndAgainAsync, LogFault, stoppingToken);

    /// <summary>Sends everything that is due, once.</summary>
    public async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            await database.ListOrganizationsAsync(cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (organization, stop) => await DispatchAsync(organization, stop));
    }

    /// <summary>The pause after a number of tries: half a minute, doubled each time, four hours at most.</summary>
    internal static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task DispatchAgainAndAgainAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await DispatchAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DispatchAsync(Guid organizationId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(organizationId);
        var due = await context.WebhookDeliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.Pending && d.NextTryAt <= now)
            .OrderBy(d => d.NextTryAt)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
        foreach (var delivery in due)
        {
            if (await TakeAsync(context, delivery, cancellationToken))
            {
                await DeliverAsync(context, delivery, cancellationToken);
            }
        }
    }

    /// <summary>False when another process has it.</summary>
    private async Task<bool> TakeAsync(AdCreatorDbContext context, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        return await context.WebhookDeliveries
            .Where(d => d.Id == delivery.Id && d.State == DeliveryState.Pending && d.NextTryAt == delivery.NextTryAt)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextTryAt, until).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken) == 1;
    }

    private async Task DeliverAsync(AdCreatorDbContext context, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var webhook = await context.Webhooks.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var problem = webhook is null
            ? "The webhook was removed."
            : await sender.SendAsync(webhook, WebhookEvent.Read(delivery.Body), cancellationToken);
        var now = time.GetUtcNow();
        var next = now + PauseAfter(delivery.Attempts + 1);
        var isOver = problem is null || webhook is null || next > delivery.CreatedAt + Persistence;
        var state = problem is null ? DeliveryState.Delivered : isOver ? DeliveryState.Failed : DeliveryState.Pending;
        await context.WebhookDeliveries
            .Where(d => d.Id == delivery.Id && d.State == DeliveryState.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(d => d.State, state).SetProperty(d => d.Problem, problem)
                    .SetProperty(d => d.NextTryAt, isOver ? now : next).SetProperty(d => d.FinishedAt, isOver ? now : null),
                cancellationToken);
        if (problem is not null)
        {
            LogNotDelivered(delivery.Id, delivery.OrganizationId, delivery.Attempts + 1, problem, state);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Event {EventId} of organization {OrganizationId}, try {Attempt}: {Problem} It is now {State}")]
    private partial void LogNotDelivered(Guid eventId, Guid organizationId, int attempt, string problem, DeliveryState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks were not called, next try follows")]
    private partial void LogFault(Exception exception);
}
