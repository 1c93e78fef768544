using System.Collections.Concurrent;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage.Budgets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Usage;

/// <summary>Writes the durable promise of an attempt before its request leaves.</summary>
/// <remarks>
/// Group commit: while one batch of an organization is being written, the next fills. Many callers at once then cost
/// one round trip instead of queueing for one row lock each.
/// </remarks>
public sealed partial class UsageReservations(AdCreatorDb database, IOptions<UsageOptions> options, ILogger<UsageReservations> logger) : IAsyncDisposable
{
    private const int BatchSize = 500;

    /// <summary>How long a caller waits at most before he is told that the database is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<Guid, ReservationQueue> queues = new();

    /// <summary>Made when PostgreSQL has answered once: only then a queue knows its calendar.</summary>
    private readonly Lazy<ReservationShortcut> shortcut = new(() => ReservationShortcut.Open(database));

    /// <summary>Makes the reservation durable, or says why the call must not leave.</summary>
    /// <remarks>Not to be cancelled: a caller who goes away settles the reservation as unsent.</remarks>
    public Task<ReservationResult> ReserveAsync(UsageReservation reservation)
    {
        if (!options.Value.IsTracking)
        {
            return Task.FromResult<ReservationResult>(new ReservationResult.Reserved());
        }

        var waiting = new WaitingReservation(reservation);
        var queue = queues.GetOrAdd(reservation.OrganizationId, _ => new ReservationQueue());
        if (queue.Add(waiting))
        {
            _ = Task.Run(() => WriteAllAsync(queue), CancellationToken.None);
        }

        return waiting.Result;
    }

    private async Task WriteAllAsync(ReservationQueue queue)
    {
        while (queue.TakeUpTo(BatchSize) is { Count: > 0 } batch)
        {
            await WriteAsync(queue, batch);
        }
    }

    private async Task WriteAsync(ReservationQueue queue, IReadOnlyList<WaitingReservation> batch)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var results = await InsertAsync(queue, [.. batch.Select(w => w.Reservation)], patience.Token);
            foreach (var (waiting, result) in batch.Zip(results))
            {
                waiting.Finish(result);
            }
        }
        catch (Exception exception) when (batch.Count > 1 && UsageLedger.IsRefusal(exception))
        {
            // One bad reservation must not refuse its neighbours.
            foreach (var waiting in batch)
            {
                await WriteAsync(queue, [waiting]);
            }
        }
        catch (Exception exception)
        {
            LogUnavailable(exception, batch[0].Reservation.OrganizationId, batch.Count);
            var unavailable = new ReservationResult.Unavailable(
                UsageLock.IsBusy(exception)
                    ? "The organization's spending is being counted anew at this moment. Nothing was sent and nothing was billed; try again in a minute."
                    : "The usage database cannot be reached, so no call can be metered. Nothing was sent and nothing was billed; try again in a minute.",
                MayBeReserved: exception is UncertainCommitException);
            foreach (var waiting in batch)
            {
                waiting.Finish(unavailable);
            }
        }
    }

    /// <summary>One transaction of one organization: what fits is held and written, what does not is refused.</summary>
    private async Task<IReadOnlyList<ReservationResult>> InsertAsync(ReservationQueue queue, UsageReservation[] reservations, CancellationToken cancellationToken)
    {
        if (queue is { IsTight: false, Calendar: { } known } && await shortcut.Value.TryHoldAsync(reservations, known, cancellationToken))
        {
            return [.. reservations.Select(_ => new ReservationResult.Reserved())];
        }

        await using var context = database.Open(reservations[0].OrganizationId);
        if (context.Database.IsNpgsql())
        {
            var calendar = queue.Calendar ?? await OrganizationCalendar.ReadAsync(context, cancellationToken);
            (var held, queue.Calendar) = await new PostgreSqlBudgetGate(context).HoldAsync(reservations, calendar, cancellationToken);
            queue.IsTight = held.Any(r => r is ReservationResult.Refused);
            return held;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var results = await BudgetGate.HoldAsync(context, reservations, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return results;
    }

    public ValueTask DisposeAsync() => shortcut.IsValueCreated ? shortcut.Value.DisposeAsync() : ValueTask.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reservations of organization {OrganizationId} could not be written")]
    private partial void LogUnavailable(Exception exception, Guid organizationId, int count);
}
