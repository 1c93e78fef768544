using AdCreator.Core.Gemini;

namespace AdCreator.Core.Agents;

/// <summary>Keeps one text step to its two billed answers, whoever asks for the second: the service after an empty one, the agent after an unreadable one.</summary>
/// <param name="notes">Who else wants to know of pauses.</param>
/// <param name="cancellationToken">Cancels the tries from outside.</param>
internal sealed class TextTries(IProgress<GeminiRetry>? notes, CancellationToken cancellationToken) : IProgress<GeminiRetry>, IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private bool isLast;

    /// <summary>Cancelled from outside, or when the service wants to repeat the last try.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the service has repeated a try, or was kept from it.</summary>
    public bool WasRepeatedBelow { get; private set; }

    /// <summary>Announces the agent's own repetition, the last one there is.</summary>
    public void StartLast(string reason)
    {
        isLast = true;
        notes?.Report(new GeminiRetry(Ads.Costs.RunQuotes.TextTries, Ads.Costs.RunQuotes.TextTries, TimeSpan.Zero, reason));
    }

    public void Report(GeminiRetry value)
    {
        WasRepeatedBelow = true;
        if (isLast)
        {
            source.Cancel();
            return;
        }

        notes?.Report(value);
    }

    public void Dispose() => source.Dispose();
}
