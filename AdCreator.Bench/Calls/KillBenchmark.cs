using System.Collections.Concurrent;
using AdCreator.Bench.Metering;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Bench.Calls;

/// <summary>A process that makes metered calls is killed (<c>kill -9</c>) at each step of their way, again and again; afterwards the model's ledger is held against the database.</summary>
/// <remarks>
/// All processes share one data directory, so that each finds the spool that those before it left. One more process with
/// a directory of its own lives through everything, as on a second machine, and sweeps what expires.
/// </remarks>
internal sealed class KillBenchmark(int kills) : IBenchmark
{
    /// <summary>How long after its expiry a hold may still be there.</summary>
    private const double SweptWithinSeconds = 60;

    /// <summary>Of a call; its hold lives a minute longer.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    public string Name => "kill";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);
        await using var model = await LedgerModel.StartAsync(TimeSpan.FromMilliseconds(20));
        await using var standstill = new Standstill(database.Settings);
        var (victims, other) = (Path.Combine(database.Folder, "victims"), Path.Combine(database.Folder, "other"));
        await using var survivor = await CallProcess.StartAsync(database.Settings, other, model, CallTimeout);
        await using var watch = NpgsqlDataSource.Create(database.Settings.MigrationsConnectionString);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var oldest = WatchHoldsAsync(watch, end.Token);

        var organizations = await Samples.AddOrganizationsAsync(services.Database, KillSteps.All.Count, monthlyUsd: 1_000_000);
        var ledgers = new List<ConcurrentDictionary<string, int>>();
        var next = CallProcess.StartAsync(database.Settings, victims, model, CallTimeout, compares: false);
        foreach (var (step, organization) in KillSteps.All.Zip(organizations))
        {
            await Console.Out.WriteLineAsync($"killing {kills} times: {step.Name}");
            ledgers.Add(model.BeginLedger());
            for (var kill = 0; kill < kills; kill++)
            {
                // The next one starts beside it, as after a restart: it finds what this one leaves.
                await using var process = await next;
                next = CallProcess.StartAsync(database.Settings, victims, model, CallTimeout, compares: false);
                await process.CallAsync(organization, KillScene.Calls);
                await step.KillAsync(new KillScene(process, organization, model, standstill), cancellationToken);
                model.Release();
            }
        }

        await using var last = await next;
        await Until.TrueAsync(
            async () => CallProcess.SpooledBytes(victims) == 0 && await CountHoldsAsync(watch, cancellationToken) == 0,
            TimeSpan.FromMinutes(5),
            "every hold is settled or swept",
            cancellationToken);
        await last.EndAsync();
        await survivor.EndAsync();
        await end.CancelAsync();
        List<Figure> figures = [];
        var all = CallCheck.None;
        foreach (var ((step, organization), ledger) in KillSteps.All.Zip(organizations).Zip(ledgers))
        {
            var check = await CallCheck.ReadAsync(database.Settings, services.Database, [organization], ledger, cancellationToken);
            figures.Add(Figure.AtMost(
                $"kill, {step.Name}: answered calls without exactly one row, of {check.Answered} ({check.Unsettled} unsettled; {check.Rows} rows)", check.Wrong, 0, "calls"));
            all += check;
        }

        return
        [
            .. figures,
            .. all.Figures($"kill, {kills * KillSteps.All.Count} kills"),
            Figure.AtMost("kill: oldest hold after its expiry", await oldest, SweptWithinSeconds, "s"),
        ];
    }

    /// <summary>How long the oldest hold has outlived its expiry at most, seconds.</summary>
    private static async Task<double> WatchHoldsAsync(NpgsqlDataSource watch, CancellationToken end)
    {
        var oldest = 0.0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var command = watch.CreateCommand("SELECT coalesce(max(extract(epoch FROM clock_timestamp() - expires_at)), 0)::float8 FROM usage_reservations");
                oldest = Math.Max(oldest, (double)(await command.ExecuteScalarAsync(end))!);
            }
            catch (Exception away) when (away is NpgsqlException or OperationCanceledException)
            {
                // Connections are cut now and then.
            }

            await Task.Delay(500, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return oldest;
    }

    private static async Task<long> CountHoldsAsync(NpgsqlDataSource watch, CancellationToken cancellationToken)
    {
        await using var command = watch.CreateCommand("SELECT count(*) FROM usage_reservations");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
