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
        var organizations = await Samples.AddOrganizationsAsync(services.Database, runs, Fitting * Samples.CostUsd);
        var figures = await WatchAsync(
            $"cap: {2 * CapWorker.Calls} calls of 2 processes",
            organizations,
            async organization => (await Task.WhenAll(RaceAsync(first, organization), RaceAsync(second, organization))).Sum(),
            organization => ReadUsedAsync(watch, organization));
        await Task.WhenAll(OwnProcess.EndAsync(first), OwnProcess.EndAsync(second));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> RunOnSqliteAsync(int races)
    {
        await using var database = await BenchDatabase.CreateAsync(DatabaseKind.Sqlite);
        using var services = MeteringServices.Open(database.Settings);
        return await WatchAsync(
            $"cap, SQLite: {2 * CapWorker.Calls} calls of 1 process",
            await Samples.AddOrganizationsAsync(services.Database, races, Fitting * Samples.CostUsd),
            organization => Task.Run(() => CapWorker.RaceAsync(services, organization, 2 * CapWorker.Calls)),
            organization => ReadUsedAsync(services.Database, organization));
    }

    /// <summary>Lets an organization race after the other, and looks at its counter all the time.</summary>
    /// <param name="raceAsync">Gives how many calls were paid.</param>
    /// <param name="readUsedAsync">Gives what is settled and held, US dollars.</param>
    private static async Task<IReadOnlyList<Figure>> WatchAsync(
        string name, Guid[] organizations, Func<Guid, Task<int>> raceAsync, Func<Guid, Task<decimal>> readUsedAsync)
    {
        const decimal Cap = Fitting * Samples.CostUsd;
        var (exact, looks, over) = (0, 0, 0);
        foreach (var organization in organizations)
        {
            var race = raceAsync(organization);
            do
            {
                looks++;
                over += await readUsedAsync(organization) > Cap ? 1 : 0;
            }
            while (!race.IsCompleted);
            exact += await race == Fitting && await readUsedAsync(organization) == Cap ? 1 : 0;
        }

        return
        [
            Figure.AtMost($"{name}, cap for {Fitting}: races of {organizations.Length} that paid another number", organizations.Length - exact, 0, "races"),
            Figure.AtMost($"{name}: looks of {looks} that saw settled + held above the cap", over, 0, "looks"),
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
