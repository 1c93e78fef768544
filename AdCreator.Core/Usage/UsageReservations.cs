using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Usage;

/// <summary>Writes the durable promise of an attempt before its request leaves.</summary>
public sealed class UsageReservations(AdCreatorDb database)
{
    /// <summary>Makes the reservation durable, or says why the call must not leave.</summary>
    public async Task<ReservationResult> ReserveAsync(UsageReservation reservation, CancellationToken cancellationToken)
    {
        await using var context = database.Open(reservation.OrganizationId);
        context.UsageReservations.Add(reservation);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return new ReservationResult.Reserved();
        }
        catch (DbUpdateException)
        {
            return new ReservationResult.Unavailable("The database is away: calls wait until it is back, so that none goes unmetered.");
        }
    }
}

/// <summary>Whether an attempt may leave.</summary>
public abstract record ReservationResult
{
    private ReservationResult()
    {
    }

    /// <summary>The reservation is durable (or tracking is switched off): the request may leave.</summary>
    public sealed record Reserved : ReservationResult;

    /// <summary>There is nowhere to reserve: the request must not leave.</summary>
    /// <param name="Reason">What a person should be told.</param>
    public sealed record Unavailable(string Reason) : ReservationResult;
}
