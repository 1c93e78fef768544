using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AdCreator.Core.Ads;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Usage;
using AdCreator.Tests.Ads.Runs;
using AdCreator.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Operations;

public sealed class TelemetryTests
{
    private static readonly string[] KnownTags =
    [
        "run.id", "run.variations", "ad.id", "ad.number", "ad.attempt",
        "gemini.operation", "gemini.model", "gemini.attempt", "gemini.outcome", "gemini.cost_state",
        "operation", "model", "outcome", "demo",
    ];

    [Fact]
    public async Task Runs_ads_and_calls_are_told_without_words_and_people()
    {
        var spans = new ConcurrentBag<Activity>();
        var told = new ConcurrentBag<(string Instrument, string[] Tags, object? Operation)>();
        using var activities = ListenTo(spans);
        using var meters = ListenTo(told);
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);

        var run = await studio.MakeAsync(studio.Choices with { Variations = 1, Wish = "a secret wish" });

        await Eventually.TrueAsync(() => Task.FromResult(spans.Any(s => s.OperationName == "make ad" && run.Ads[0].Id.Equals(s.GetTagItem("ad.id")))));
        Assert.Contains(spans, s => s.OperationName == "order run" && run.Id.Equals(s.GetTagItem("run.id")));
        var ad = spans.Single(s => s.OperationName == "make ad" && run.Ads[0].Id.Equals(s.GetTagItem("ad.id")));
        var calls = spans.Where(s => s.TraceId == ad.TraceId && s.Source.Name == GeminiTelemetry.Name).Select(s => s.GetTagItem("gemini.operation"));
        Assert.Equal(["analyze_hook", "generate_image", "review_image"], calls.Order());
        foreach (var instrument in new[] { "adcreator.gemini.calls", "adcreator.gemini.call.duration", "adcreator.gemini.cost" })
        {
            Assert.Contains(told, t => t.Instrument == instrument && "generate_image".Equals(t.Operation));
        }

        Assert.Empty(spans.SelectMany(s => s.TagObjects).Select(t => t.Key).Concat(told.SelectMany(t => t.Tags)).Except(KnownTags));
        Assert.DoesNotContain(spans.SelectMany(s => s.TagObjects), t => t.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_depth_of_the_spool_is_told()
    {
        var told = new ConcurrentBag<(string Instrument, string[] Tags, object? Operation)>();
        await using var app = await TestApp.StartAsync();
        using var meters = ListenTo(told);

        app.Services.GetRequiredService<UsageHealth>().SetSpoolBytes(4711);

        Assert.Contains(told, t => t.Instrument == "adcreator.usage.spool");
    }

    private static ActivityListener ListenTo(ConcurrentBag<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is AdsTelemetry.Name or GeminiTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ListenTo(ConcurrentBag<(string Instrument, string[] Tags, object? Operation)> told)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name.StartsWith("AdCreator.", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        return listener;

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray();
            told.Add((instrument.Name, [.. all.Select(t => t.Key)], all.FirstOrDefault(t => t.Key == "operation").Value));
        }
    }
}
