using System.Diagnostics;
using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Ads;

/// <summary>Spans of orders and ads. Never what people wrote, and never who they are.</summary>
internal static class AdsTelemetry
{
    /// <summary>Name of the source.</summary>
    public const string Name = "AdCreator.Ads";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>The span of taking an order; null while nobody listens.</summary>
    public static Activity? StartOrder(int variations) =>
        Source.StartActivity("order run")?.SetTag("run.variations", variations);

    /// <summary>The span of understanding a run's reference ad; null while nobody listens.</summary>
    public static Activity? StartReference(Guid runId) =>
        Source.StartActivity("understand reference")?.SetTag("run.id", runId);

    /// <summary>The span of a job's work on one ad; null while nobody listens.</summary>
    public static Activity? StartAd(Ad ad) =>
        Source.StartActivity("make ad")
            ?.SetTag("run.id", ad.RunId)
            .SetTag("ad.id", ad.Id)
            .SetTag("ad.number", ad.Number)
            .SetTag("ad.attempt", ad.Attempt);
}
