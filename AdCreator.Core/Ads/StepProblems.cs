using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Ads;

/// <summary>Turns the endings of model calls into what a person reads on the ad: the true cause, and what can be done.</summary>
public sealed class StepProblems(TimeProvider time)
{
    /// <summary>The step's result for a call's ending; an answer goes through <paramref name="read"/>, which may find it unreadable.</summary>
    public StepResult<TOut> Of<TIn, TOut>(GeminiResult<TIn> result, AdStage stage, Func<TIn, TOut?> read)
        where TOut : class => result.Match<StepResult<TOut>>(
            generated: x => read(x.Value) is { } value
                ? new StepResult<TOut>.Done(value)
                : Stop<TOut>(stage, "unreadable", "The model's answer did not have the agreed form.", "Try again: another attempt usually works.", mayRepeat: true),
            blocked: x => Stop<TOut>(stage, "blocked", x.Explanation, "Order a new set with softer words: this one keeps the words it was ordered with."),
            noImage: x => Stop<TOut>(
                stage,
                "no_image",
                x.Text.Length == 0 ? "The model answered without what it was asked for." : $"The model answered with words only: “{Shorten(x.Text)}”",
                "Try again: another attempt usually works.",
                mayRepeat: true),
            refused: x => Stop<TOut>(stage, "refused", x.Explanation, "Tell an admin: the connection to Gemini needs attention."),
            overloaded: x => new StepResult<TOut>.Stopped(
                new AdProblem("overloaded", stage, x.Explanation, "Wait a moment, then try again.", time.GetUtcNow() + x.RetryAfter), MayRepeat: false),
            timedOut: x => Stop<TOut>(
                stage,
                "timed_out",
                $"Gemini gave no whole answer within {x.After.TotalSeconds:0} seconds. The call may have been billed and stays visible as unsettled.",
                "Try again."),
            cancelled: _ => new StepResult<TOut>.Cancelled(),
            overBudget: x => new StepResult<TOut>.Stopped(
                new AdProblem(AdProblem.OverBudget, stage, x.Limit.Explanation, RemedyOf(x.Limit)) { Limit = x.Limit }, MayRepeat: false),
            failed: x => Stop<TOut>(stage, "failed", x.Explanation, "Try again in a moment."));

    private static StepResult<TOut> Stop<TOut>(AdStage stage, string kind, string explanation, string remedy, bool mayRepeat = false) =>
        new StepResult<TOut>.Stopped(new AdProblem(kind, stage, explanation, remedy), mayRepeat);

    private static string RemedyOf(LimitReached limit) => limit.Scope == BudgetScope.Run
        ? "Ask an admin for more, then try again; or order a smaller set."
        : "Ask an admin for more, or try again when the limit begins anew.";

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
