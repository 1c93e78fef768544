using System.Diagnostics;
using System.Globalization;
using AdCreator.Bench.Tracking;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Budgets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>200 calls at once against a limit for exactly 25, again and again: from two processes on PostgreSQL, from one on SQLite.</summary>
internal sealed class CapBenchmark(int runs) : IBenchmark
{
    private const int Fitting = 25;

    /// <summary>Races on SQLite for each one on PostgreSQL.</summary>
    private const double SqliteShare = 0.25;

    public string Name => "cap";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken) =>
        [.. await RunOnPostgreSqlAsync(cancellationToken), .. await RunOnSqliteAsync((int)Math.Ceiling(runs * SqliteShare))];

    private async Task<IReadOnlyList<Figure>> RunOnPostgreSqlAsync(CancellationToken cancellationToken)
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

    private static async Task<IReadOnlyList<Figure>> RunOnSqliteAsync(int races)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var services = MeteringServices.Open(database.Settings);
        var (exact, looks, over) = (0, 0, 0);
        foreach (var organization in await Samples.AddOrganizationsAsync(services.Database, races, Fitting * Samples.CostUsd))
        {
            var race = Task.Run(() => CapWorker.RaceAsync(services, organization, 2 * CapWorker.Calls));
            do
            {
                looks++;
                over += await ReadUsedAsync(services.Database, organization) > Fitting * Samples.CostUsd ? 1 : 0;
            }
            while (!race.IsCompleted);
            exact += await race == Fitting && await ReadUsedAsync(services.Database, organization) == Fitting * Samples.CostUsd ? 1 : 0;
        }

        return
        [
            Figure.AtMost($"cap, SQLite: {2 * CapWorker.Calls} calls of 1 process, cap for {Fitting}: races of {races} that paid another number", races - exact, 0, "races"),
            Figure.AtMost($"cap, SQLite: looks of {looks} that saw settled + held above the cap", over, 0, "looks"),
        ];
    }

    private static async Task<decimal> ReadUsedAsync(AdCreatorDb database, Guid organization)
    {
        await using var context = database.Open(organization);
        var counter = await context.UsageCounters.AsNoTracking().SingleOrDefaultAsync(c => c.Scope == BudgetScope.OrganizationMonth);
        return counter?.UsedUsd ?? 0;
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
