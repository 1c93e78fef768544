using AdCreator.Core.Usage;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Gemini;

/// <summary>Repeats an attempt where repeating helps. Stands outside the meter, so that every attempt has its own row.</summary>
public sealed class GeminiAttempts(GeminiMeter meter, GeminiBreaker breaker, IOptions<GeminiOptions> options, TimeProvider time)
{
    /// <summary>Tries of one call: the first and two more.</summary>
    private const int Most = 3;

    /// <summary>A longer pause is the caller's to plan, not this call's to sit through.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    internal async Task<GeminiResult<GeminiReply>> RunAsync(
        TrackingContext context, GeminiCall call, IProgress<GeminiRetry>? progress, CancellationToken cancellationToken)
    {
        var hadEmptyAnswer = false;
        for (var attempt = 1; ; attempt++)
        {
            if (breaker.RestOf(call.Request.Model) is { } rest)
            {
                return new GeminiResult<GeminiReply>.Overloaded(rest, "The model keeps failing and is left alone for a moment.");
            }

            var end = await meter.AttemptAsync(context, call, attempt, cancellationToken);
            Note(call.Request.Model, end);
            var wait = WaitBefore(attempt + 1, end, call, hadEmptyAnswer);
            if (wait is null || attempt == Most || wait > LongestWait)
            {
                return ResultOf(end, wait ?? Backoff(attempt));
            }

            hadEmptyAnswer |= end is AttemptEnd.Replied;
            progress?.Report(new GeminiRetry(attempt + 1, Most, wait.Value, ReasonOf(end)));
            try
            {
                await Task.Delay(wait.Value, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return new GeminiResult<GeminiReply>.Cancelled();
            }
        }
    }

    private void Note(string model, AttemptEnd end)
    {
        switch (end)
        {
            case AttemptEnd.Faulted { Fault: { Kind: GeminiFaultKind.Overloaded or GeminiFaultKind.Lost or GeminiFaultKind.Unreachable } fault }:
                breaker.Failed(model, fault.RetryAfter);
                break;
            case AttemptEnd.Replied or AttemptEnd.Faulted { Fault.Kind: GeminiFaultKind.Refused }:
                breaker.Answered(model);
                break;
        }
    }

    /// <summary>How long to wait before another try; null when none helps.</summary>
    private TimeSpan? WaitBefore(int attempt, AttemptEnd end, GeminiCall call, bool hadEmptyAnswer) => end switch
    {
        AttemptEnd.Faulted { Fault: { Kind: GeminiFaultKind.Overloaded or GeminiFaultKind.Unreachable } fault } =>
            Longer(fault.RetryAfter, Backoff(attempt - 1)),

        // A lost answer was made all the same: words are cheap enough to be made again, a picture is not asked for twice.
        AttemptEnd.Faulted { Fault: { Kind: GeminiFaultKind.Lost } fault } when !call.IsImage =>
            Longer(fault.RetryAfter, Backoff(attempt - 1)),

        // The first call over a new connection is now and then answered 404 with nothing in it.
        AttemptEnd.Faulted { Fault: { StatusCode: 404, Code: null } } when attempt == 2 => Backoff(1),

        // Billed, but short; a picture is not asked for twice.
        AttemptEnd.Replied replied when !call.IsImage && !hadEmptyAnswer && replied.Verdict.IsEmptyStop(replied.Reply) => Backoff(attempt - 1),
        _ => null,
    };

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan own) => asked > own ? asked.Value : own;

    /// <summary>The pause after a failed try: doubled each time, spread over half to one and a half of it.</summary>
    private TimeSpan Backoff(int failedAttempt) =>
        options.Value.Backoff * Math.Pow(2, failedAttempt - 1) * (0.5 + Random.Shared.NextDouble());

    private static string ReasonOf(AttemptEnd end) =>
        end is AttemptEnd.Faulted faulted ? faulted.Fault.Message : "The model answered with nothing.";

    private static GeminiResult<GeminiReply> ResultOf(AttemptEnd end, TimeSpan wait) => end switch
    {
        AttemptEnd.Replied { Verdict.Outcome: UsageOutcome.Succeeded } x => new GeminiResult<GeminiReply>.Generated(x.Reply, x.Model, x.UsageId),
        AttemptEnd.Replied { Verdict.Outcome: UsageOutcome.Blocked } x => new GeminiResult<GeminiReply>.Blocked(x.Verdict.Reason, SafetyWords.Explain(x.Verdict.Reason)),
        AttemptEnd.Replied x => new GeminiResult<GeminiReply>.NoImage(x.Verdict.Reason, x.Reply.AnswerText()),
        AttemptEnd.TimedOut x => new GeminiResult<GeminiReply>.TimedOut(x.After),
        AttemptEnd.Cancelled => new GeminiResult<GeminiReply>.Cancelled(),
        AttemptEnd.OverBudget x => new GeminiResult<GeminiReply>.OverBudget(x.Limit),
        AttemptEnd.NotReserved x => new GeminiResult<GeminiReply>.Failed(x.Reason),
        AttemptEnd.Faulted x => ResultOf(x.Fault, wait),
        _ => throw new InvalidOperationException($"Unknown end {end.GetType().Name}."),
    };

    private static GeminiResult<GeminiReply> ResultOf(GeminiFault fault, TimeSpan wait) => fault.Kind switch
    {
        GeminiFaultKind.Refused => new GeminiResult<GeminiReply>.Refused(fault.Code ?? $"HTTP {fault.StatusCode}", fault.Message),
        GeminiFaultKind.QuotaExhausted => new GeminiResult<GeminiReply>.Refused("QUOTA_PER_DAY", $"The provider's quota for today is used up. {fault.Message}"),
        GeminiFaultKind.Overloaded => new GeminiResult<GeminiReply>.Overloaded(wait, fault.Message),
        GeminiFaultKind.Lost => new GeminiResult<GeminiReply>.Failed($"{fault.Message} The call may have been billed and stays visible as unsettled."),
        _ => new GeminiResult<GeminiReply>.Failed(fault.Message),
    };
}
