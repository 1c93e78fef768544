using System.Collections.Concurrent;
using System.Diagnostics;
using AdCreator.Core.Gemini;

namespace AdCreator.Bench.Tracking;

/// <summary>A model without latency: calls wait here until the benchmark lets one answer arrive.</summary>
/// <remarks>
/// An answer is handed over on the caller's own thread, and everything that follows (verdict, price, record,
/// <c>Track</c>) runs there before <see cref="Answer"/> returns. Its duration is what a caller waits after the answer.
/// </remarks>
internal sealed class CallsInFlight : IGeminiClient
{
    private static readonly GeminiReply Reply = new()
    {
        Parts = [new GeminiPart.Text("An answer.")],
        FinishReason = "STOP",
        Usage = new GeminiUsage { PromptTokens = 1200, CandidateTokens = 80, ThoughtTokens = 40, TotalTokens = 1320 },
    };

    private readonly ConcurrentQueue<TaskCompletionSource<GeminiReply>> waiting = new();

    /// <summary>Answers at once instead of waiting.</summary>
    public bool AnswersAtOnce { get; set; }

    public int Count => waiting.Count;

    public Task<GeminiReply> GenerateAsync(GeminiRequest request, CancellationToken cancellationToken)
    {
        if (AnswersAtOnce)
        {
            return Task.FromResult(Reply);
        }

        // No RunContinuationsAsynchronously: what follows the answer has to run inside the measured time.
        var call = new TaskCompletionSource<GeminiReply>();
        waiting.Enqueue(call);
        return call.Task;
    }

    /// <summary>Lets the answer of the longest waiting call arrive, and measures until its caller has the result.</summary>
    public void Answer(Latencies latencies)
    {
        if (!waiting.TryDequeue(out var call))
        {
            throw new InvalidOperationException("No call is in flight.");
        }

        var started = Stopwatch.GetTimestamp();
        call.SetResult(Reply);
        latencies.AddSince(started);
    }
}
