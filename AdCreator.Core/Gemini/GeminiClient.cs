namespace AdCreator.Core.Gemini;

/// <summary>The port to a server that speaks the Gemini protocol: one call is one attempt, nothing is retried below it.</summary>
/// <remarks>Faults are <see cref="GeminiFaultException"/>; cancellation is <see cref="OperationCanceledException"/>.</remarks>
public interface IGeminiClient
{
    /// <summary>Sends one request and reads the whole reply.</summary>
    Task<GeminiReply> GenerateAsync(GeminiRequest request, CancellationToken cancellationToken);
}
