using Microsoft.Extensions.AI;

namespace AdCreator.Core.Gemini;

/// <summary>Lets an agent talk to Gemini through <see cref="GeminiService"/>, so that each of its model calls is metered.</summary>
/// <param name="service">A service whose tracking context is set.</param>
/// <param name="operation">What the calls are for, unless <see cref="ChatOptions.AdditionalProperties"/> says so under <see cref="OperationKey"/>.</param>
/// <remarks>An ending other than success is a <see cref="GeminiOutcomeException"/>, which carries the typed result.</remarks>
public sealed class GeminiChatClient(GeminiService service, string operation) : IChatClient
{
    /// <summary>The additional property that names the operation of one call.</summary>
    public const string OperationKey = "operation";

    /// <inheritdoc />
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var purpose = options?.AdditionalProperties?.GetValueOrDefault(OperationKey) as string ?? operation;
        var request = ChatMapping.ToRequest(messages, options, options?.ModelId ?? service.ModelOf(purpose), GeminiLimits.OutputTokens(purpose));
        var result = await service.SendAsync(purpose, request, cancellationToken);
        return ChatMapping.ToResponse(GeminiOutcomeException.Unwrap(result, cancellationToken));
    }

    /// <summary>The whole answer as one update: counts of a stream are only true at its end.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("gcp.gen_ai", null, service.ModelOf(operation))
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to free: the service belongs to its scope.</summary>
    public void Dispose()
    {
    }
}
