using AdCreator.Core.Organizations;

namespace AdCreator.Core.Usage;

/// <summary>Reservations of one organization that wait for the batch under way.</summary>
internal sealed class ReservationQueue
{
    private readonly Lock gate = new();
    private readonly Queue<WaitingReservation> waiting = [];
    private bool isBeingWritten;

    /// <summary>The organization's calendar as the last batch found it; null before the first, and on SQLite. Only whoever writes uses it.</summary>
    public OrganizationCalendar? Calendar { get; set; }

    /// <summary>Whether the last batch met a limit. Only whoever writes uses it.</summary>
    public bool IsTight { get; set; }

    /// <returns>Whether nobody is writing, so that the caller has to begin.</returns>
    public bool Add(WaitingReservation reservation)
    {
        lock (gate)
        {
            waiting.Enqueue(reservation);
            return !isBeingWritten && (isBeingWritten = true);
        }
    }

    /// <returns>The next batch; empty once nothing waits: then nobody is writing.</returns>
    public IReadOnlyList<WaitingReservation> TakeUpTo(int count)
    {
        lock (gate)
        {
            var batch = new List<WaitingReservation>();
            while (batch.Count < count && waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }

            isBeingWritten = batch.Count > 0;
            return batch;
        }
    }
}

/// <summary>One caller waiting for its reservation. Continuations never run inside the writing loop.</summary>
internal sealed class WaitingReservation(UsageReservation reservation)
{
    private readonly TaskCompletionSource<ReservationResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UsageReservation Reservation { get; } = reservation;

    public Task<ReservationResult> Result => completion.Task;

    public void Finish(ReservationResult result) => completion.TrySetResult(result);
}
