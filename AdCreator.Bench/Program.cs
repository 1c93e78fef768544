using AdCreator.Bench;
using AdCreator.Bench.Hosting;
using AdCreator.Bench.Tracking;

// ./bench.sh builds, publishes, starts PostgreSQL and calls this; a name runs one benchmark, none runs all.
IBenchmark[] all = [new TrackBenchmark(), new StartBenchmark(), new MemoryBenchmark()];
var chosen = args is [var name] ? all.Where(b => b.Name == name).ToArray() : all;
if (args.Length > 1 || chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Usage: ./bench.sh [{string.Join('|', all.Select(b => b.Name))}]");
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
