using System.Collections.Concurrent;

namespace AdCreator.Core.Gemini;

/// <summary>Stops calling a model that is down: after five failures in a row it rests, then one call tries it.</summary>
/// <remarks>Per process and model. A provider's own wish to wait lengthens the rest, up to a minute.</remarks>
public sealed class GeminiBreaker(TimeProvider time)
{
    private const int Threshold = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Gate> gates = new(StringComparer.Ordinal);

    /// <summary>How long a model still rests; null when a call may leave. While it rests, one caller at a time may try.</summary>
    internal TimeSpan? RestOf(string model)
    {
        var gate = GateOf(model);
        lock (gate)
        {
            if (gate.Failures < Threshold)
            {
                return null;
            }

            var left = gate.Until - time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                return left;
            }

            // This caller tries; the others wait for what it finds, or for its time to pass.
            gate.Until = time.GetUtcNow() + Rest;
            return null;
        }
    }

    /// <summary>Notes that a model answered; a refusal of one request is an answer too.</summary>
    internal void Answered(string model)
    {
        var gate = GateOf(model);
        lock (gate)
        {
            gate.Failures = 0;
        }
    }

    /// <summary>Notes that a model was overloaded or unreachable.</summary>
    internal void Failed(string model, TimeSpan? retryAfter)
    {
        var gate = GateOf(model);
        lock (gate)
        {
            gate.Failures++;
            var rest = retryAfter > Rest ? retryAfter.Value : Rest;
            gate.Until = time.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
        }
    }

    private Gate GateOf(string model) => gates.GetOrAdd(model, _ => new Gate());

    private sealed class Gate
    {
        public int Failures { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
