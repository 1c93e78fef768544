namespace AdCreator.Core.Gemini;

/// <summary>Why an attempt brought no reply.</summary>
/// <param name="Kind">What the caller can do about it.</param>
/// <param name="StatusCode">HTTP status; null when none arrived.</param>
/// <param name="Code">The provider's word, such as <c>RESOURCE_EXHAUSTED</c>.</param>
/// <param name="Message">The provider's message, without secrets.</param>
/// <param name="RetryAfter">How long the provider asks to wait.</param>
/// <param name="ReachedWire">Whether the request may have been processed and billed.</param>
public sealed record GeminiFault(
    GeminiFaultKind Kind, int? StatusCode, string? Code, string Message, TimeSpan? RetryAfter = null, bool ReachedWire = true);

/// <summary>What can be done about a fault.</summary>
public enum GeminiFaultKind
{
    /// <summary>The request itself is refused: key, permission, model, argument.</summary>
    Refused = 1,

    /// <summary>The provider is busy or the rate is exceeded; waiting helps.</summary>
    Overloaded,

    /// <summary>Somebody on the way gave up waiting (408, 502, 504): the model may have answered, and what it answered is billed.</summary>
    Lost,

    /// <summary>A quota for the day is used up; waiting seconds does not help.</summary>
    QuotaExhausted,

    /// <summary>No whole reply within the time limit.</summary>
    TimedOut,

    /// <summary>The connection failed before a request could be sent.</summary>
    Unreachable,

    /// <summary>A reply arrived cut, malformed, or larger than the limit.</summary>
    BadReply,
}

/// <summary>Carries a <see cref="GeminiFault"/> out of the port.</summary>
public sealed class GeminiFaultException(GeminiFault fault, Exception? inner = null) : Exception(fault.Message, inner)
{
    /// <summary>What happened.</summary>
    public GeminiFault Fault { get; } = fault;
}
