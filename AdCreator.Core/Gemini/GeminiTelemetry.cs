using System.Diagnostics;
using System.Diagnostics.Metrics;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;

namespace AdCreator.Core.Gemini;

/// <summary>What is told about model calls: one span and one measurement of each kind for every attempt.</summary>
/// <remarks>Never what people wrote, and never who they are. Amounts are approximate here; the rows hold the exact ones.</remarks>
internal static class GeminiTelemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "AdCreator.Gemini";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Calls =
        Meter.CreateCounter<long>("adcreator.gemini.calls", "{call}", "Attempts of model calls.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("adcreator.gemini.call.duration", "s", "From sending to the last byte.");

    private static readonly Counter<double> Spent =
        Meter.CreateCounter<double>("adcreator.gemini.cost", "{USD}", "Known cost of model calls at list prices.");

    /// <summary>The span of one attempt; null while nobody listens.</summary>
    public static Activity? Start(GeminiCall call, int attempt) =>
        Source.StartActivity($"gemini {call.Operation}", ActivityKind.Client)
            ?.SetTag("gemini.operation", call.Operation)
            .SetTag("gemini.model", call.Request.Model)
            .SetTag("gemini.attempt", attempt);

    /// <summary>Tells how an attempt ended.</summary>
    public static void End(Activity? span, UsageRecord record)
    {
        var outcome = SnakeCase.Of(record.Outcome);
        span?.SetTag("gemini.outcome", outcome).SetTag("gemini.cost_state", SnakeCase.Of(record.CostState));
        span?.SetStatus(record.Outcome == UsageOutcome.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error, outcome);
        var tags = new TagList
        {
            { "operation", record.Operation },
            { "model", record.Model },
            { "outcome", outcome },
            { "demo", record.IsDemo },
        };
        Calls.Add(1, tags);
        Duration.Record(record.DurationMs / 1000.0, tags);
        if (record.CostUsd is { } cost)
        {
            Spent.Add((double)cost, tags);
        }
    }
}
