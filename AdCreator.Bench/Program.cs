using System.Globalization;
using AdCreator.Bench;
using AdCreator.Bench.Calls;
using AdCreator.Bench.Designs;
using AdCreator.Bench.Hosting;
using AdCreator.Bench.Metering;
using AdCreator.Bench.Pictures;
using AdCreator.Bench.Tracking;

// A process of the cap benchmark, started by itself.
if (args is [CapWorker.Name, var connection, var warmUp])
{
    await CapWorker.RunAsync(connection, Guid.Parse(warmUp));
    return 0;
}

// A process that makes metered calls, to be killed and watched.
if (args is [CallWorker.Name, var database, var data, var model, var timeout, var compares])
{
    await CallWorker.RunAsync(database, data, model, timeout, bool.Parse(compares));
    return 0;
}

// What needs pictures from somebody is measured alone.
if (args is ["fidelity", var folder])
{
    var figuresOfFolder = await new FidelityBenchmark(folder).RunAsync(CancellationToken.None);
    await Console.Out.WriteLineAsync($"{Machine.Describe()}\n{FigureTable.Format(figuresOfFolder)}");
    return figuresOfFolder.Any(f => f.IsMet == false) ? 1 : 0;
}

// ./bench.sh builds, publishes, starts PostgreSQL and calls this; a name runs one benchmark, none runs all.
IBenchmark[] all =
[
    new TrackBenchmark(),
    new ReserveBenchmark(),
    new CapBenchmark(runs: (int)(Number("--runs") ?? 200)),
    new WriteBenchmark(),
    new ViewsBenchmark(rows: Number("--rows") ?? 1_000_000),
    new ExportBenchmark(rows: Number("--rows") ?? 1_000_000),
    new RerateBenchmark(rows: Number("--rows") ?? 1_000_000),
    new KillBenchmark(kills: (int)(Number("--kills") ?? 20)),
    new OutageBenchmark(minutes: (int)(Number("--minutes") ?? 2)),
    new SoakBenchmark(minutes: (int)(Number("--minutes") ?? 10)),
    new PlacementsBenchmark(),
    new StartBenchmark(),
    new MemoryBenchmark(),
    new SetBenchmark(),
];
var names = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var chosen = names is [var name] ? all.Where(b => b.Name == name).ToArray() : all;
if (names.Length > 1 || chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Usage: ./bench.sh [{string.Join('|', all.Select(b => b.Name))}] [--rows N] [--runs N] [--kills N] [--minutes N], or ./bench.sh fidelity FOLDER");
    return 64;
}

await Console.Out.WriteLineAsync(Machine.Describe());
List<Figure> figures = [];
foreach (var benchmark in chosen)
{
    await Console.Out.WriteLineAsync($"==> {benchmark.Name}");
    figures.AddRange(await benchmark.RunAsync(CancellationToken.None));
}

await Console.Out.WriteLineAsync(FigureTable.Format(figures));
return figures.Exists(f => f.IsMet == false) ? 1 : 0;

long? Number(string option) => Array.IndexOf(args, option) is >= 0 and var place && place + 1 < args.Length
    ? long.Parse(args[place + 1], CultureInfo.InvariantCulture)
    : null;
