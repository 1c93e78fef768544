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
public sealed partial class UsageReservations(AdCreatorDb database, IOptions<UsageOptions> options, ILogger<UsageReservations> logger)
{
    private const int BatchSize = 500;

    /// <summary>How long a caller waits at most before he is told that the database is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<Guid, ReservationQueue> queues = new();

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
        await using var context = database.Open(reservations[0].OrganizationId);
        if (context.Database.IsNpgsql())
        {
            var calendar = queue.Calendar ?? await OrganizationCalendar.ReadAsync(context, cancellationToken);
            var gate = new PostgreSqlBudgetGate(context);
            try
            {
                (var held, queue.Calendar) = await gate.HoldAsync(reservations, calendar, cancellationToken);
                return held;
            }
            catch (Exception exception) when (gate.IsCommitting && !UsageLedger.IsRefusal(exception))
            {
                throw new UncertainCommitException(exception);
            }
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var results = await BudgetGate.HoldAsync(context, reservations, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return results;
    }

    /// <summary>The answer to a commit was not seen: nobody here knows whether it counts.</summary>
    private sealed class UncertainCommitException(Exception inner) : Exception("The commit of some reservations was not answered.", inner);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reservations of organization {OrganizationId} could not be written")]
    private partial void LogUnavailable(Exception exception, Guid organizationId, int count);
}
