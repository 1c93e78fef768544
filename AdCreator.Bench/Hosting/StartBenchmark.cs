using System.Diagnostics;
using System.Globalization;

namespace AdCreator.Bench.Hosting;

/// <summary>How long the published program takes from its start on an empty data directory to its first answer.</summary>
/// <remarks>Both ways to run it on SQLite: the embedded default, which also draws its sample products, and production.</remarks>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Starts = 5;
    private const double MostSeconds = 3;

    private static readonly (string, string)[] Provider =
        [("Authentication__Oidc__Authority", "https://login.invalid"), ("Authentication__Oidc__ClientId", "adcreator")];

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken) =>
    [
        .. await MeasureAsync("embedded default", "Development", [], cancellationToken),
        .. await MeasureAsync("production on SQLite", "Production", Provider, cancellationToken),
    ];

    private static async Task<Figure[]> MeasureAsync(string name, string environment, (string, string)[] settings, CancellationToken cancellationToken)
    {
        List<double> seconds = [];
        List<double> processor = [];
        for (var start = 0; start < Starts; start++)
        {
            var watch = Stopwatch.StartNew();
            await using var web = WebProcess.Start(environment, settings);
            await web.WaitForAsync("/health/live", cancellationToken);
            seconds.Add(watch.Elapsed.TotalSeconds);
            processor.Add(web.ProcessorSeconds);
        }

        await Console.Out.WriteLineAsync($"{name}: {string.Join(", ", seconds.Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)))} s");
        return
        [
            Figure.AtMost($"start, {name}: slowest of {Starts}", seconds.Max(), MostSeconds, "s"),
            Figure.Shown($"start, {name}: most processor time", processor.Max(), "s"),
        ];
    }
}
