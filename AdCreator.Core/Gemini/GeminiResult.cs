using AdCreator.Core.Usage.Budgets;

namespace AdCreator.Core.Gemini;

/// <summary>How a call ended, retries included. A closed set: <see cref="Match{TOut}"/> takes every case.</summary>
/// <typeparam name="T">What a successful call brings: a picture or a text.</typeparam>
public abstract record GeminiResult<T>
{
    private GeminiResult()
    {
    }

    /// <summary>The model answered with what was asked for.</summary>
    /// <param name="Value">The answer.</param>
    /// <param name="Model">The model that answered.</param>
    /// <param name="UsageId">The row of <c>token_usage</c> that holds its cost.</param>
    public sealed record Generated(T Value, string Model, Guid UsageId) : GeminiResult<T>;

    /// <summary>The provider's safety rules blocked the prompt or the answer.</summary>
    /// <param name="Reason">The wire's own word, such as <c>PROHIBITED_CONTENT</c>.</param>
    /// <param name="Explanation">The same in plain words.</param>
    public sealed record Blocked(string Reason, string Explanation) : GeminiResult<T>;

    /// <summary>The model answered, but without a picture (or, for text, without text).</summary>
    /// <param name="Reason">The finish reason, such as <c>NO_IMAGE</c> or <c>STOP</c>.</param>
    /// <param name="Text">What it said instead; may be empty.</param>
    public sealed record NoImage(string Reason, string Text) : GeminiResult<T>;

    /// <summary>The provider refuses such requests: key, permission, model, argument, daily quota.</summary>
    public sealed record Refused(string Code, string Explanation) : GeminiResult<T>;

    /// <summary>The provider is busy, after the retries.</summary>
    /// <param name="RetryAfter">When it makes sense to try again.</param>
    public sealed record Overloaded(TimeSpan RetryAfter, string Explanation) : GeminiResult<T>;

    /// <summary>No whole answer within the time limit; may have been billed.</summary>
    public sealed record TimedOut(TimeSpan After) : GeminiResult<T>;

    /// <summary>The caller cancelled; may have been billed.</summary>
    public sealed record Cancelled : GeminiResult<T>;

    /// <summary>The call did not fit into a limit: nothing was sent.</summary>
    public sealed record OverBudget(LimitReached Limit) : GeminiResult<T>;

    /// <summary>Unreachable, cut or malformed answer, or no way to meter the call.</summary>
    public sealed record Failed(string Explanation) : GeminiResult<T>;

    /// <summary>Why there is no answer, in plain words; null for <see cref="Generated"/>.</summary>
    public string? Problem => Match<string?>(
        _ => null,
        x => x.Explanation,
        x => SafetyWords.Explain(x.Reason),
        x => x.Explanation,
        x => x.Explanation,
        x => $"No whole answer came within {x.After.TotalSeconds:0} seconds.",
        _ => "The call was cancelled.",
        x => x.Limit.Explanation,
        x => x.Explanation);

    /// <summary>The same ending with another value; only <see cref="Generated"/> has one.</summary>
    public GeminiResult<TOut> Map<TOut>(Func<T, TOut> value) => Match<GeminiResult<TOut>>(
        x => new GeminiResult<TOut>.Generated(value(x.Value), x.Model, x.UsageId),
        x => new GeminiResult<TOut>.Blocked(x.Reason, x.Explanation),
        x => new GeminiResult<TOut>.NoImage(x.Reason, x.Text),
        x => new GeminiResult<TOut>.Refused(x.Code, x.Explanation),
        x => new GeminiResult<TOut>.Overloaded(x.RetryAfter, x.Explanation),
        x => new GeminiResult<TOut>.TimedOut(x.After),
        _ => new GeminiResult<TOut>.Cancelled(),
        x => new GeminiResult<TOut>.OverBudget(x.Limit),
        x => new GeminiResult<TOut>.Failed(x.Explanation));

    /// <summary>One function per case: a new case is a compiler error at every caller.</summary>
    public TOut Match<TOut>(
        Func<Generated, TOut> generated,
        Func<Blocked, TOut> blocked,
        Func<NoImage, TOut> noImage,
        Func<Refused, TOut> refused,
        Func<Overloaded, TOut> overloaded,
        Func<TimedOut, TOut> timedOut,
        Func<Cancelled, TOut> cancelled,
        Func<OverBudget, TOut> overBudget,
        Func<Failed, TOut> failed) => this switch
        {
            Generated x => generated(x),
            Blocked x => blocked(x),
            NoImage x => noImage(x),
            Refused x => refused(x),
            Overloaded x => overloaded(x),
            TimedOut x => timedOut(x),
            Cancelled x => cancelled(x),
            OverBudget x => overBudget(x),
            Failed x => failed(x),
            _ => throw new InvalidOperationException($"Unknown case {GetType().Name}."),
        };
}

/// <summary>A picture that a model made.</summary>
public sealed record GeneratedImage(ReadOnlyMemory<byte> Bytes, string MediaType);
