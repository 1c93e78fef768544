using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;
using Xunit;

namespace AdCreator.Tests.Jobs;

/// <summary>The migration holds the job engine's tables as the engine would make them: a new version of it is noticed here.</summary>
public sealed class JobTablesTests
{
    private const string Columns =
        """
        SELECT concat_ws(' ', table_name, column_name, data_type, character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default)
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'qrtz%'
        """;

    private const string Constraints =
        """
        SELECT concat_ws(' ', conrelid::regclass, contype::text, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text LIKE 'qrtz%' AND contype <> 'n'
        """;

    /// <summary>Names of indexes are free.</summary>
    private const string Indexes =
        """
        SELECT tablename || substring(indexdef FROM ' USING .*') FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'qrtz%'
        """;

    [Theory]
    [InlineData(Columns)]
    [InlineData(Constraints)]
    [InlineData(Indexes)]
    public async Task The_migration_makes_what_the_engine_would_make(string question)
    {
        await using var migrated = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var name = await PostgreSqlServer.CreateDatabaseAsync();
        try
        {
            var own = PostgreSqlServer.SettingsOf(name).MigrationsConnectionString;
            await LetEngineMakeItsTablesAsync(own);

            var expected = await AskAsync(own, question);

            Assert.NotEmpty(expected);
            Assert.Equal(expected, await AskAsync(migrated.Settings.MigrationsConnectionString, question));
        }
        finally
        {
            await PostgreSqlServer.DropDatabaseAsync(name);
        }
    }

    private static async Task LetEngineMakeItsTablesAsync(string connection)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, connection);
            store.ProvisionSchema();
        }));
        using var host = builder.Build();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.Start(TestContext.Current.CancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> AskAsync(string connectionString, string question)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
