using System.Diagnostics;
using AdCreator.Bench.Metering;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;

namespace AdCreator.Bench.Calls;

/// <summary>Ten minutes of calls that arrive evenly at two processes: what leaks or is refused without a reason shows in time.</summary>
internal sealed class SoakBenchmark(int minutes) : IBenchmark
{
    private const int PerSecond = 50;
    private const int Processes = 2;
    private const int Organizations = 5;

    public string Name => "soak";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);
        await using var model = await LedgerModel.StartAsync(TimeSpan.FromMilliseconds(200));
        var all = await Samples.AddOrganizationsAsync(services.Database, Organizations + 1, monthlyUsd: 1_000_000);
        var (warmUp, organizations) = (all[0], all[1..]);
        var processes = await Task.WhenAll(Enumerable.Range(0, Processes).Select(number =>
            CallProcess.StartAsync(database.Settings, Path.Combine(database.Folder, $"{number}"), model, TimeSpan.FromSeconds(60))));
        await Task.WhenAll(processes.Select(p => p.WarmUpAsync(warmUp)));
        var ledger = model.BeginLedger();
        var duration = TimeSpan.FromMinutes(minutes);
        var started = Stopwatch.GetTimestamp();
        var arriving = Task.WhenAll(processes.Select(p => p.ArriveAsync(PerSecond / Processes, duration, organizations)));
        var memory = await Task.WhenAll(processes.Select(p => MeasureMemoryAsync(p, duration, arriving)));
        var counts = CallCounts.Sum(await arriving);
        var took = Stopwatch.GetElapsedTime(started);
        foreach (var process in processes)
        {
            await process.EndAsync();
            await process.DisposeAsync();
        }

        var check = await CallCheck.ReadAsync(database.Settings, services.Database, organizations, ledger, cancellationToken);
        var name = $"soak, {minutes} min";
        return
        [
            Figure.Shown($"{name}: calls", counts.Calls / took.TotalSeconds, "/s"),
            Figure.AtMost($"{name}: calls that a limit refused, of {counts.Calls}", counts.Refused, 0, "calls"),
            Figure.AtMost($"{name}: calls that were not sent because they could not be metered", counts.Unsent, 0, "calls"),
            Figure.AtMost($"{name}: calls that ended in any other way without an answer", counts.Other, 0, "calls"),
            Figure.AtMost($"{name}: answered calls without a known cost", check.Unsettled, 0, "calls"),
            Figure.AtMost($"{name}: rows that are too many or too few for what was sent", Math.Abs(counts.Answered + counts.Other - check.Rows), 0, "rows"),
            .. check.Figures(name),
            .. memory.SelectMany((m, number) => new[]
            {
                Figure.Shown($"{name}: memory of process {number + 1} in minutes 2 and 3", m.Early, "MB"),
                Figure.AtMost($"{name}: memory of process {number + 1} in the last minute, over that", m.Late - m.Early, 30, "MB"),
            }),
        ];
    }

    /// <summary>Resident memory after a warm-up (of ten minutes the second and third), and in the last tenth.</summary>
    private static async Task<(double Early, double Late)> MeasureMemoryAsync(CallProcess process, TimeSpan duration, Task until)
    {
        var (early, late) = (new List<double>(), new List<double>());
        var started = Stopwatch.GetTimestamp();
        while (!until.IsCompleted)
        {
            var part = Stopwatch.GetElapsedTime(started) / duration;
            (part is >= 0.1 and < 0.3 ? early : part is >= 0.9 and <= 1 ? late : []).Add(process.ResidentMegabytes);
            await Task.WhenAny(until, Task.Delay(1_000, CancellationToken.None));
        }

        return (early.Average(), late.Average());
    }
}
