using System.Diagnostics;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Bench.Metering;

/// <summary>What a reservation costs before a call, against the least that a durable write can cost: one row, inserted and committed.</summary>
/// <remarks>Both take turns of two seconds in one run, so that both see the same load of the machine.</remarks>
internal sealed class ReserveBenchmark : IBenchmark
{
    private const int PerSecond = 200;
    private const int Callers = 200;
    private const int Organizations = 50;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    public string Name => "reserve";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);
        await using var plain = await PlainTable<UsageReservation>.CreateAsync(database.Settings, services.Database);
        var organizations = await Samples.AddOrganizationsAsync(services.Database, Organizations + 1, monthlyUsd: 5_000_000);
        var (many, one) = (organizations[1..], organizations[..1]);
        var reserved = 0;

        async Task ReserveAsync(Guid[] among, int number)
        {
            var result = await services.Reservations.ReserveAsync(Samples.Reservation(among[number % among.Length], number / among.Length));
            if (result is not ReservationResult.Reserved)
            {
                throw new InvalidOperationException($"The benchmark measures nothing: {result}.");
            }

            Interlocked.Increment(ref reserved);
        }

        Task InsertAsync(int number) => plain.InsertAsync(plain.ValuesOf(Samples.Reservation(one[0], number)));

        var figures = new List<Figure>();
        figures.AddRange(await CompareAsync($"{PerSecond}/s over {Organizations} organizations", n => ReserveAsync(many, n), InsertAsync));
        figures.AddRange(await CompareAsync($"{PerSecond}/s on one organization", n => ReserveAsync(one, n), InsertAsync));
        figures.AddRange(await CompareRatesAsync(n => ReserveAsync(one, n), InsertAsync));
        figures.Add(Figure.AtMost($"reserve: reservations or held amounts that are missing, of {reserved}", await CountMissingAsync(services.Database, organizations, reserved), 0, "calls"));
        return figures;
    }

    private static async Task<Figure[]> CompareAsync(string how, Func<int, Task> reserve, Func<int, Task> insert)
    {
        var (reserving, inserting) = (new Latencies(), new Latencies());
        for (var number = 0; number < PerSecond; number++)
        {
            await reserve(number);
            await insert(number);
        }

        await ArriveAsync(reserve, new Latencies());
        await ArriveAsync(insert, new Latencies());
        for (var turn = 0; turn < 10; turn++)
        {
            await ArriveAsync(reserve, reserving);
            await ArriveAsync(insert, inserting);
        }

        return
        [
            Figure.Shown($"reserve, {how}: reservation", reserving),
            Figure.Shown($"reserve, {how}: single-row insert", inserting),
            Figure.AtMost($"reserve, {how}: p50", reserving.Median / inserting.Median, 1.5, "x"),
            Figure.AtMost($"reserve, {how}: p95", reserving.P95 / inserting.P95, 2, "x"),
        ];
    }

    /// <summary>Calls arrive evenly for one turn, whether earlier ones have ended or not.</summary>
    private static async Task ArriveAsync(Func<int, Task> call, Latencies latencies)
    {
        var calls = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < PerSecond * Turn.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var mine = number;
            calls.Add(Task.Run(async () =>
            {
                var began = Stopwatch.GetTimestamp();
                await call(mine);
                latencies.AddSince(began);
            }));
        }

        await Task.WhenAll(calls);
    }

    private static async Task<Figure[]> CompareRatesAsync(Func<int, Task> reserve, Func<int, Task> insert)
    {
        var (reserved, inserted) = (0, 0);
        await CallAsync(reserve);
        await CallAsync(insert);
        for (var turn = 0; turn < 5; turn++)
        {
            reserved += await CallAsync(reserve);
            inserted += await CallAsync(insert);
        }

        var seconds = 5 * Turn.TotalSeconds;
        return
        [
            Figure.Shown($"reserve, {Callers} callers at once on one organization: reservations", reserved / seconds, "/s"),
            Figure.Shown($"reserve, {Callers} callers at once: single-row inserts", inserted / seconds, "/s"),
            Figure.AtLeast($"reserve, {Callers} callers at once: rate", (double)reserved / inserted, 2, "x"),
        ];
    }

    /// <summary>Every caller calls again as soon as he is answered, for one turn.</summary>
    private static async Task<int> CallAsync(Func<int, Task> call)
    {
        var made = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < Turn)
            {
                await call(Interlocked.Increment(ref made));
            }
        })));
        return made;
    }

    private static async Task<double> CountMissingAsync(AdCreatorDb database, Guid[] organizations, int reserved)
    {
        var (rows, held) = (0, 0m);
        foreach (var organization in organizations)
        {
            await using var context = database.Open(organization);
            rows += await context.UsageReservations.CountAsync();
            held += await context.UsageCounters.SumAsync(c => c.HeldUsd);
        }

        // Each is held by three counters: the organization's, the person's and the run's.
        return Math.Abs(reserved - rows) + (double)Math.Abs(reserved - held / 3 / Samples.CostUsd);
    }
}
