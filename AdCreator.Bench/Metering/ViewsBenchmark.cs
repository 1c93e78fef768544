using System.Diagnostics;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Ads.Costs;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Core.Usage.Queries;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>How long a page of 90 days is read for, with every single filter, in three time zones, for the largest organization and a median one.</summary>
internal sealed class ViewsBenchmark(long rows) : IBenchmark
{
    private const int Organizations = 200;
    private const int Reads = 20;

    private static readonly string[] Zones = ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe"];

    /// <summary>The longest that one kind of read is repeated for; at least five are made.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public string Name => "views";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var calls = new ManyCalls(database.Settings, rows, Organizations);
        await calls.MakeAsync(cancellationToken);
        using var services = MeteringServices.Open(database.Settings, ManyCalls.Clock);
        var figures = new List<Figure>();
        foreach (var zone in Zones)
        {
            await calls.SetTimeZoneAsync(zone, cancellationToken);
            foreach (var (actor, name, target) in new[] { (calls.Largest, "largest", 150.0), (calls.Median, "median", 20.0) })
            {
                await Console.Out.WriteLineAsync($"reading {name}, {zone}");
                figures.AddRange(await MeasureFiltersAsync(services, actor, $"views, {rows} rows, {name}, {zone}", target));
                if (zone == "UTC")
                {
                    figures.AddRange(await MeasurePartsAsync(services, actor, $"views, {rows} rows, {name}", target));
                }
            }
        }

        return figures;
    }

    private static async Task<List<Figure>> MeasureFiltersAsync(MeteringServices services, Actor actor, string name, double target)
    {
        var days = DaysOf(90);
        (string Name, UsageFilter Filter)[] filters =
        [
            ("no filter", days),
            ("a model", days with { Model = "gemini-2.5-flash" }),
            ("an operation", days with { Operation = UsageOperations.GenerateImage }),
            ("an outcome", days with { Outcome = UsageOutcome.Blocked }),
            ("a person", days with { PersonId = Samples.Id(11, 3) }),
            ("a brand", days with { BrandId = ManyCalls.Brand(2) }),
            ("a set", days with { RunId = ManyCalls.RunOf(actor) }),
            ("an ad", days with { AdId = ManyCalls.AdOf(actor) }),
            ("billed calls", days with { Demo = false }),
        ];
        var figures = new List<Figure>();
        foreach (var filter in filters)
        {
            figures.Add(Figure.P95($"{name}, {filter.Name}", await MeasureAsync(() => services.Queries.ReadOverviewAsync(actor, filter.Filter, CancellationToken.None)), target));
        }

        figures.Add(Figure.P95($"{name}, a member's own", await MeasureAsync(() => services.Queries.ReadOverviewAsync(ManyCalls.MemberOf(actor), days, CancellationToken.None)), target));
        return figures;
    }

    private static async Task<List<Figure>> MeasurePartsAsync(MeteringServices services, Actor actor, string name, double target)
    {
        var days = DaysOf(90);
        var page = await services.Queries.ReadRecentAsync(actor, days, after: null, CancellationToken.None);
        var spend = new AdSpend(services.Database, services.Guard, ManyCalls.Clock);
        return
        [
            Figure.Shown($"{name}: by kind", await MeasureAsync(() => SumAsync(services, actor, (s, d) => s.ByKindAsync(d, default)))),
            Figure.Shown($"{name}: by day", await MeasureAsync(() => SumAsync(services, actor, (s, d) => s.ByTimeAsync(d, default)))),
            Figure.Shown($"{name}: by person", await MeasureAsync(() => SumAsync(services, actor, (s, d) => s.ByPersonAsync(d, default)))),
            Figure.Shown($"{name}: by brand", await MeasureAsync(() => SumAsync(services, actor, (s, d) => s.ByBrandAsync(d, default)))),
            Figure.P95($"{name}: totals alone", await MeasureAsync(() => services.Queries.ReadTotalsAsync(actor, days, CancellationToken.None)), target),
            Figure.P95($"{name}: 30 days", await MeasureAsync(() => services.Queries.ReadOverviewAsync(actor, DaysOf(30), CancellationToken.None)), target),
            Figure.P95($"{name}: recent calls", await MeasureAsync(() => services.Queries.ReadRecentAsync(actor, days, page.Next, CancellationToken.None)), target),
            Figure.P95($"{name}: one call", await MeasureAsync(() => services.Queries.FindCallAsync(actor, page.Calls[^1].Id, CancellationToken.None)), 5),
            Figure.Shown($"{name}: what became of the ads", await MeasureAsync(() => spend.ReadAsync(actor, days, CancellationToken.None))),
        ];
    }

    private static UsageFilter DaysOf(int count)
    {
        var last = DateOnly.FromDateTime(ManyCalls.Clock.GetUtcNow().UtcDateTime);
        return new() { Range = new(UsagePreset.Custom, last.AddDays(1 - count), last) };
    }

    private static async Task SumAsync<TSums>(MeteringServices services, Actor actor, Func<UsageSums, UsageDays, Task<TSums>> read)
    {
        await using var context = services.Database.Open(actor.OrganizationId);
        await using var snapshot = await Snapshot.BeginAsync(context, CancellationToken.None);
        var scope = await new UsageScopes(services.Guard, ManyCalls.Clock).ReadAsync(context, actor, DaysOf(90), CancellationToken.None);
        await read(new UsageSums(context, scope), scope.Days);
    }

    private static async Task<Latencies> MeasureAsync(Func<Task> read)
    {
        await AnswerAsync(read);
        var latencies = new Latencies();
        var began = Stopwatch.GetTimestamp();
        while (latencies.Count < 5 || (latencies.Count < Reads && Stopwatch.GetElapsedTime(began) < Patience))
        {
            var started = Stopwatch.GetTimestamp();
            await AnswerAsync(read);
            latencies.AddSince(started);
        }

        return latencies;
    }

    /// <summary>The program gives up after four seconds: a read that is given up counts as that long.</summary>
    private static async Task AnswerAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
        }
    }
}
