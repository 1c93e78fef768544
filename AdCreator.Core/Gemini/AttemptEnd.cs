using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Gemini;

/// <summary>How one attempt ended.</summary>
internal abstract record AttemptEnd
{
    private AttemptEnd()
    {
    }

    /// <summary>A well-formed reply came.</summary>
    public sealed record Replied(GeminiReply Reply, ReplyVerdict Verdict, string Model, Guid UsageId) : AttemptEnd;

    /// <summary>No reply came.</summary>
    public sealed record Faulted(GeminiFault Fault) : AttemptEnd;

    /// <summary>No whole reply within the time limit.</summary>
    public sealed record TimedOut(TimeSpan After) : AttemptEnd;

    /// <summary>The caller cancelled.</summary>
    public sealed record Cancelled : AttemptEnd;

    /// <summary>There was nowhere to reserve: nothing left.</summary>
    public sealed record NotReserved(string Reason) : AttemptEnd;

    /// <summary>Nothing left: it did not fit into a limit.</summary>
    public sealed record OverBudget(LimitReached Limit) : AttemptEnd;
}
