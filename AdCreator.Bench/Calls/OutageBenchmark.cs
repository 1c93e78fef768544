using System.Diagnostics;
using AdCreator.Bench.Metering;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;

namespace AdCreator.Bench.Calls;

/// <summary>PostgreSQL is stopped for minutes and started again while calls keep arriving.</summary>
internal sealed class OutageBenchmark(int minutes) : IBenchmark
{
    private const int PerSecond = 20;

    /// <summary>Within that time everything must be as before.</summary>
    private const double NormalWithinSeconds = 5;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    public string Name => "outage";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);

        // Long answers: what is in flight when the database goes away is what has to be kept.
        await using var model = await LedgerModel.StartAsync(TimeSpan.FromSeconds(3));
        var all = await Samples.AddOrganizationsAsync(services.Database, 4, monthlyUsd: 1_000_000);
        var (warmUp, organizations) = (all[0], all[1..]);
        var folder = Path.Combine(database.Folder, "calls");
        await using var process = await CallProcess.StartAsync(database.Settings, folder, model, TimeSpan.FromSeconds(60));
        await process.WarmUpAsync(warmUp);
        var ledger = model.BeginLedger();
        var outage = TimeSpan.FromMinutes(minutes);
        var arriving = process.ArriveAsync(PerSecond, Before + outage + After, organizations);
        await Task.Delay(Before, cancellationToken);

        await database.TakeAwayAsync();
        var gone = Stopwatch.GetTimestamp();
        await Task.Delay(outage, cancellationToken);
        var spooled = CallProcess.SpooledBytes(folder);
        var starting = Stopwatch.GetTimestamp();
        await database.BringBackAsync();
        var back = Stopwatch.GetTimestamp();
        var replayed = await SinceAsync(back, () => CallProcess.SpooledBytes(folder) == 0, cancellationToken);
        await SinceAsync(back, () => model.Arrivals.Any(at => at > starting), cancellationToken);
        var first = Stopwatch.GetElapsedTime(back, model.Arrivals.Where(at => at > starting).Min()).TotalSeconds;
        var counts = await arriving;
        await process.EndAsync();
        var check = await CallCheck.ReadAsync(database.Settings, services.Database, organizations, ledger, cancellationToken);
        var name = $"outage, {minutes} min";
        return
        [
            Figure.Shown($"{name}: calls", counts.Calls, "calls"),
            Figure.Shown($"{name}: bytes in the spool before its return", spooled, "bytes"),
            Figure.AtMost($"{name}: calls that left while it was away", model.Arrivals.Count(at => at > gone && at < starting), 0, "calls"),
            Figure.Shown($"{name}: calls whose caller was told that nothing was sent", counts.Unsent, "calls"),
            Figure.AtMost($"{name}: the longest that one waited for these words", counts.LongestUnsentMs / 1000.0, 10, "s"),
            Figure.AtMost($"{name}: calls that ended in any other way", counts.Refused + counts.Other, 0, "calls"),
            Figure.AtMost($"{name}: answered calls without a known cost", check.Unsettled, 0, "calls"),
            .. check.Figures(name),
            Figure.AtMost($"{name}: first call after its return", Math.Max(0, first), NormalWithinSeconds, "s"),
            Figure.AtMost($"{name}: spool empty after its return", replayed, NormalWithinSeconds, "s"),
        ];
    }

    private static async Task<double> SinceAsync(long back, Func<bool> condition, CancellationToken cancellationToken)
    {
        await Until.TrueAsync(() => Task.FromResult(condition()), TimeSpan.FromMinutes(1), "it is as before", cancellationToken);
        return Stopwatch.GetElapsedTime(back).TotalSeconds;
    }
}
