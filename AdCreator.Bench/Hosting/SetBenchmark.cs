using System.Globalization;

namespace AdCreator.Bench.Hosting;

/// <summary>How much longer a set takes than its model calls alone, laid out without a gap.</summary>
/// <remarks>
/// The published program on SQLite, twelve ads of 1080x1350, without and with four more sizes each, six ads at a time; every call is answered 5 s
/// later by a server on the same machine. The ideal is (12 / 6) times the calls of one ad, one after the other, times 5 s.
/// </remarks>
internal sealed class SetBenchmark : IBenchmark
{
    private const string Person = "marketer@demo.local";
    private const int Ads = 12;
    private const int AtOnce = 6;
    private const int WarmUp = 2;
    private const double AnswerSeconds = 5;
    private const double MostTimes = 1.15;

    private static readonly string[] Placements = ["meta.feed.1x1", "meta.story.9x16", "google.pmax.191x1", "google.display.300x250"];

    public string Name => "set";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var model = PunctualModel.Start(TimeSpan.FromSeconds(AnswerSeconds));
        await using var web = WebProcess.Start(
            "Development",
            ("Demo__SampleSet", "false"), ("Jobs__AtOnce", AtOnce.ToString(CultureInfo.InvariantCulture)),
            ("Gemini__ApiKey", "a-key-of-the-benchmark"), ("Gemini__BaseUrl", model.BaseUrl));
        await web.WaitForAsync("/health/ready", cancellationToken);
        await using var desk = OrderDesk.Open(web);

        // Code that runs for the first time is compiled, and what runs often is compiled anew beside the first set.
        await RunSetAsync(web, desk, WarmUp, Placements, cancellationToken);
        var cold = await RunSetAsync(web, desk, Ads, [], cancellationToken);
        var (seconds, processor, calls) = await RunSetAsync(web, desk, Ads, [], cancellationToken);
        var sized = await RunSetAsync(web, desk, Ads, Placements, cancellationToken);
        var ideal = Ads / AtOnce * calls * AnswerSeconds;
        return
        [
            Figure.Shown("set: model calls of one ad", calls, "one after the other"),
            Figure.Shown("set: ideal schedule", ideal, "s"),
            Figure.Shown("set: of the ideal schedule, first set after the start", cold.Seconds / ideal, "x"),
            Figure.Shown("set: processor time of an ad of that set", cold.Processor / Ads, "s"),
            Figure.Shown("set: order to last ad", seconds, "s"),
            Figure.Shown("set: processor time of an ad", processor / Ads, "s"),
            Figure.AtMost("set: of the ideal schedule", seconds / ideal, MostTimes, "x"),
            Figure.Shown($"set: the same with {Placements.Length} more sizes of each ad", sized.Seconds / ideal, "x"),
            Figure.Shown("set: processor time of an ad with its sizes", sized.Processor / Ads, "s"),
        ];
    }

    private static async Task<(double Seconds, double Processor, int Calls)> RunSetAsync(
        WebProcess web, OrderDesk desk, int ads, string[] placements, CancellationToken cancellationToken)
    {
        var processor = web.ProcessorSeconds;
        var ordered = TimeProvider.System.GetUtcNow();
        var made = await desk.MakeAsync(Person, ads, placements, cancellationToken);
        var seconds = (made.Ads.Max(ad => ad.FinishedAt!.Value) - ordered).TotalSeconds;
        return (seconds, web.ProcessorSeconds - processor, await desk.CountCallsOfAnAdAsync(made, cancellationToken));
    }
}
