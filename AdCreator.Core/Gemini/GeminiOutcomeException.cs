namespace AdCreator.Core.Gemini;

/// <summary>Carries an ending other than success through an interface that knows no such endings.</summary>
/// <param name="result">The ending; never <see cref="GeminiResult{T}.Generated"/>.</param>
public sealed class GeminiOutcomeException(GeminiResult<string> result) : Exception(result.Problem)
{
    /// <summary>How the call ended, to be matched like any other result.</summary>
    public GeminiResult<string> Result { get; } = result;

    /// <summary>The reply of a successful call.</summary>
    /// <exception cref="GeminiOutcomeException">The call ended otherwise.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static GeminiReply Unwrap(GeminiResult<GeminiReply> result, CancellationToken cancellationToken)
    {
        if (result is GeminiResult<GeminiReply>.Generated generated)
        {
            return generated.Value;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw new GeminiOutcomeException(result.Map(reply => reply.AnswerText()));
    }
}
