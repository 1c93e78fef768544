using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Usage;

/// <summary>Whether an attempt may leave.</summary>
public abstract record ReservationResult
{
    private ReservationResult()
    {
    }

    /// <summary>The reservation is durable (or tracking is switched off): the request may leave.</summary>
    public sealed record Reserved : ReservationResult;

    /// <summary>It does not fit into a limit: the request must not leave.</summary>
    /// <param name="Limit">Which, and when it resets.</param>
    public sealed record Refused(LimitReached Limit) : ReservationResult;

    /// <summary>There is nowhere to reserve: the request must not leave.</summary>
    /// <param name="Reason">What a person should be told.</param>
    /// <param name="MayBeReserved">Whether the reservation may be durable all the same, because its commit was under way: it is to be settled as unsent.</param>
    public sealed record Unavailable(string Reason, bool MayBeReserved = false) : ReservationResult;
}
