using System.Data.Common;

namespace AdCreator.Web.Operations;

/// <summary>What a failure is called before people; never an exception's own message.</summary>
public static class FaultWords
{
    /// <summary>One or two sentences: what happened, and what can be done.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="isTraced">Whether a trace stands below these words; an event of a live page has none unless somebody collects traces.</param>
    public static string Of(Exception? fault, bool isTraced) => IsSilence(fault)
        ? "The database did not answer in time. Nothing is lost: try again in a moment."
        : "The rest of the page still works. Try again; if it stays, "
            + (isTraced ? "report the trace below." : "tell an admin what you did and when: the log has the rest.");

    /// <summary>Whether something outside did not answer, at whatever depth the exception says so.</summary>
    public static bool IsSilence(Exception? fault) =>
        fault is TimeoutException or DbException { IsTransient: true } || (fault?.InnerException is { } inner && IsSilence(inner));
}
