using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>Calls Gemini models for one person in one organization: every attempt is reserved before and metered after.</summary>
/// <remarks>
/// One instance serves one operation. Without <see cref="SetTrackingContext"/> it refuses to send anything. Every
/// expected ending is a case of <see cref="GeminiResult{T}"/>; cancelling gives
/// <see cref="GeminiResult{T}.Cancelled"/> and throws nothing.
/// </remarks>
public sealed class GeminiService(GeminiAttempts attempts, GeminiCosts costs)
{
    private TrackingContext? context;

    /// <summary>Told before each pause between two tries; null when nobody looks.</summary>
    public IProgress<GeminiRetry>? Retries { get; set; }

    /// <summary>The configured model of an operation.</summary>
    public string ModelOf(string operation) => costs.ModelOf(operation);

    /// <summary>Says who pays for the calls of this instance, and what they are for.</summary>
    /// <param name="usageTracker">Takes the record of each attempt.</param>
    /// <param name="userId">Who caused the calls; empty for work of the organization without a person.</param>
    /// <param name="organizationId">Who pays; never empty.</param>
    /// <param name="subject">The brand, run and ad the calls are for.</param>
    /// <exception cref="InvalidOperationException">Another context was set before: calls of two actors must not mix.</exception>
    public void SetTrackingContext(UsageTracker usageTracker, Guid userId, Guid organizationId, UsageSubject? subject = null)
    {
        ArgumentNullException.ThrowIfNull(usageTracker);
        ArgumentOutOfRangeException.ThrowIfEqual(organizationId, Guid.Empty);
        var given = new TrackingContext(usageTracker, userId, organizationId, subject ?? UsageSubject.None);
        var before = Interlocked.CompareExchange(ref context, given, null);
        if (before is not null && before != given)
        {
            throw new InvalidOperationException("This service already works for another person, organization or subject: open a scope per operation.");
        }
    }

    /// <summary>Makes one picture from a prompt and, for an edit, the pictures given with it.</summary>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public async Task<GeminiResult<GeneratedImage>> GenerateImageAsync(GeminiPrompt prompt, GeminiImageShape shape, CancellationToken cancellationToken)
    {
        var result = await SendAsync(UsageOperations.GenerateImage, prompt, shape, cancellationToken);
        return result.Map(reply => reply.FirstImage());
    }

    /// <summary>Asks what a picture shows.</summary>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public Task<GeminiResult<string>> AnalyzeImageAsync(GeminiPrompt prompt, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.AnalyzeImage, prompt, cancellationToken);

    /// <summary>Judges an ad, the product's picture beside it.</summary>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public Task<GeminiResult<string>> ReviewImageAsync(GeminiPrompt prompt, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.ReviewImage, prompt, cancellationToken);

    /// <summary>Asks about a text.</summary>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public Task<GeminiResult<string>> AnalyzeTextAsync(GeminiPrompt prompt, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.AnalyzeText, prompt, cancellationToken);

    /// <summary>Writes or judges hooks.</summary>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public Task<GeminiResult<string>> AnalyzeHookAsync(GeminiPrompt prompt, CancellationToken cancellationToken) =>
        AskAsync(UsageOperations.AnalyzeHook, prompt, cancellationToken);

    /// <summary>Sends a request of any shape under an operation's name: conversations, function calls, later systems.</summary>
    /// <param name="operation">The value for <c>token_usage.operation</c>: see <see cref="UsageOperations"/>.</param>
    /// <param name="request">The whole request; its texts were cleaned by <see cref="PromptText.Clean"/>.</param>
    /// <exception cref="InvalidOperationException">No tracking context was set.</exception>
    public async Task<GeminiResult<GeminiReply>> SendAsync(string operation, GeminiRequest request, CancellationToken cancellationToken)
    {
        var payer = context ?? throw new InvalidOperationException(
            "Set the tracking context before the first call: a call that nobody pays for must not leave.");
        return GeminiRequests.Problem(request) is { } problem
            ? new GeminiResult<GeminiReply>.Refused("PROMPT_TOO_LARGE", problem)
            : await attempts.RunAsync(payer, new GeminiCall(operation, request), Retries, cancellationToken);
    }

    private async Task<GeminiResult<string>> AskAsync(string operation, GeminiPrompt prompt, CancellationToken cancellationToken)
    {
        var result = await SendAsync(operation, prompt, shape: null, cancellationToken);
        return result.Map(reply => reply.AnswerText());
    }

    private Task<GeminiResult<GeminiReply>> SendAsync(string operation, GeminiPrompt prompt, GeminiImageShape? shape, CancellationToken cancellationToken) =>
        SendAsync(operation, GeminiRequests.From(prompt, costs.ModelOf(operation), GeminiLimits.OutputTokens(operation), shape), cancellationToken);
}
