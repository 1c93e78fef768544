using System.Diagnostics;
using System.Globalization;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>200 calls at once from two processes against a limit for exactly 25, again and again.</summary>
internal sealed class CapBenchmark(int runs) : IBenchmark
{
    private const int Fitting = 25;

    public string Name => "cap";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var services = MeteringServices.Open(database.Settings);
        var warmUp = (await Samples.AddOrganizationsAsync(services.Database, 1, monthlyUsd: 100))[0];
        using var first = await OwnProcess.StartAsync(CapWorker.Name, database.Settings.ConnectionString, $"{warmUp}");
        using var second = await OwnProcess.StartAsync(CapWorker.Name, database.Settings.ConnectionString, $"{warmUp}");
        await using var watch = new NpgsqlConnection(database.Settings.MigrationsConnectionString);
        await watch.OpenAsync(cancellationToken);
        var (exact, looks, over) = (0, 0, 0);
        foreach (var organization in await Samples.AddOrganizationsAsync(services.Database, runs, Fitting * Samples.CostUsd))
        {
            var race = Task.WhenAll(RaceAsync(first, organization), RaceAsync(second, organization));
            do
            {
                looks++;
                over += await ReadUsedAsync(watch, organization) > Fitting * Samples.CostUsd ? 1 : 0;
            }
            while (!race.IsCompleted);
            exact += (await race).Sum() == Fitting && await ReadUsedAsync(watch, organization) == Fitting * Samples.CostUsd ? 1 : 0;
        }

        await Task.WhenAll(OwnProcess.EndAsync(first), OwnProcess.EndAsync(second));
        return
        [
            Figure.AtMost($"cap: {2 * CapWorker.Calls} calls of 2 processes, cap for {Fitting}: races of {runs} that paid another number", runs - exact, 0, "races"),
            Figure.AtMost($"cap: looks of {looks} that saw settled + held above the cap", over, 0, "looks"),
        ];
    }

    private static async Task<int> RaceAsync(Process worker, Guid organization)
    {
        await worker.StandardInput.WriteLineAsync($"{organization}");
        return int.Parse(await worker.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A worker ended."), CultureInfo.InvariantCulture);
    }

    private static async Task<decimal> ReadUsedAsync(NpgsqlConnection connection, Guid organization)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(settled_usd + held_usd), 0) FROM usage_counters WHERE organization_id = $1 AND scope = 'organization_month'";
        command.Parameters.Add(new NpgsqlParameter { Value = organization });
        return (decimal)(await command.ExecuteScalarAsync())!;
    }
}
