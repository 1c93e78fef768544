namespace AdCreator.Core.Usage;

/// <summary>Reservations of one organization that wait for the batch under way.</summary>
internal sealed class ReservationQueue
{
    private readonly Lock gate = new();
    private readonly Queue<WaitingReservation> waiting = [];
    private bool isBeingWritten;

    /// <returns>Whether nobody is writing, so that the caller has to begin.</returns>
    public bool Add(WaitingReservation reservation)
    {
        lock (gate)
        {
            waiting.Enqueue(reservation);
            return !isBeingWritten && (isBeingWritten = true);
        }
    }

    /// <returns>The next batch, without those whose callers gave up; empty once nothing waits: then nobody is writing.</returns>
    public IReadOnlyList<WaitingReservation> TakeUpTo(int count)
    {
        lock (gate)
        {
            var batch = new List<WaitingReservation>();
            while (batch.Count < count && waiting.TryDequeue(out var next))
            {
                if (!next.CancelIfAbandoned())
                {
                    batch.Add(next);
                }
            }

            isBeingWritten = batch.Count > 0;
            return batch;
        }
    }
}

/// <summary>One caller waiting for its reservation. Continuations never run inside the writing loop.</summary>
internal sealed class WaitingReservation(UsageReservation reservation, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<ReservationResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public UsageReservation Reservation { get; } = reservation;

    public Task<ReservationResult> Result => completion.Task;

    /// <summary>Read once after the insert: what it says then is final, however late the caller gives up.</summary>
    public bool IsAbandoned => isAbandoned ??= cancellationToken.IsCancellationRequested;

    private bool? isAbandoned;

    public bool CancelIfAbandoned() => cancellationToken.IsCancellationRequested && completion.TrySetCanceled(cancellationToken);

    public void Finish(ReservationResult result)
    {
        if (IsAbandoned)
        {
            completion.TrySetCanceled(cancellationToken);
            return;
        }

        completion.TrySetResult(result);
    }
}
