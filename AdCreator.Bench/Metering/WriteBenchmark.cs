using System.Diagnostics;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Bench.Metering;

/// <summary>How fast calls are settled, rows, rollups and counters in one transaction, against bare binary COPY of the same rows.</summary>
/// <remarks>Each batch is settled and copied in turns, every commit on disk.</remarks>
internal sealed class WriteBenchmark : IBenchmark
{
    public string Name => "write";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);
        await using var plain = await PlainTable<UsageRecord>.CreateAsync(database.Settings, services.Database);
        return
        [
            .. await CompareAsync(services, plain, size: 1_000, turns: 40, target: 0.35, isReserved: false),
            .. await CompareAsync(services, plain, size: 10_000, turns: 6, target: 0.30, isReserved: false),
            .. await CompareAsync(services, plain, size: 1_000, turns: 20, target: null, isReserved: true),
        ];
    }

    private static async Task<List<Figure>> CompareAsync(
        MeteringServices services, PlainTable<UsageRecord> plain, int size, int turns, double? target, bool isReserved)
    {
        var organization = (await Samples.AddOrganizationsAsync(services.Database, 1, monthlyUsd: 5_000_000))[0];
        var from = DateTimeOffset.FromUnixTimeMilliseconds(services.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var (settling, copying) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var turn = -3; turn < turns; turn++)
        {
            var records = Samples.Records(organization, from, (turn + 3) * size, size);
            var values = records.ConvertAll(plain.ValuesOf);
            if (isReserved)
            {
                await ReserveAsync(services.Database, records);
            }

            var started = Stopwatch.GetTimestamp();
            await services.Ledger.SettleAsync(organization, records, CancellationToken.None);
            var settled = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            await plain.CopyAsync(values);
            var copied = Stopwatch.GetElapsedTime(started);
            if (turn >= 0)
            {
                (settling, copying) = (settling + settled, copying + copied);
            }
        }

        await CheckAsync(services.Database, organization, (turns + 3) * size);
        var name = $"write, {turns} batches of {size}{(isReserved ? ", each call reserved before" : "")}";
        var (rate, ratio) = ((double)turns * size / settling.TotalSeconds, copying / settling);
        return
        [
            Figure.Shown($"{name}: bare COPY", (double)turns * size / copying.TotalSeconds, "rows/s"),
            target is null ? Figure.Shown($"{name}: settled", rate, "rows/s") : Figure.AtLeast($"{name}: settled", rate, 20_000, "rows/s"),
            target is { } least ? Figure.AtLeast($"{name}: of bare COPY", ratio * 100, least * 100, "%") : Figure.Shown($"{name}: of bare COPY", ratio * 100, "%"),
        ];
    }

    private static async Task ReserveAsync(AdCreatorDb database, List<UsageRecord> records)
    {
        await using var context = database.Open(records[0].OrganizationId);
        context.UsageReservations.AddRange(records.Select(r => Samples.Reservation(r.OrganizationId, 0) with
        {
            Id = r.Id,
            UserId = r.UserId,
            RunId = r.RunId,
            CreatedAt = r.CreatedAt,
        }));
        await context.SaveChangesAsync();
    }

    private static async Task CheckAsync(AdCreatorDb database, Guid organization, int written)
    {
        await using var context = database.Open(organization);
        var rows = await context.TokenUsage.CountAsync();
        var counted = await context.UsageByKind.SumAsync(r => r.Calls);
        if (rows != written || counted < written)
        {
            throw new InvalidOperationException($"Of {written} records {rows} have a row and {counted} are counted: the benchmark measures nothing.");
        }
    }
}
