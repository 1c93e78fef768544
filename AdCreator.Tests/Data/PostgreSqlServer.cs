using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Tests.Data;

/// <summary>The PostgreSQL server of the test run, named by <c>ADCREATOR_TEST_POSTGRES</c> (a superuser's connection).</summary>
/// <remarks>
/// As on a real installation there are two logins: the owner, who migrates, and the app's, who owns nothing. The template
/// database is migrated once; each test copies it.
/// </remarks>
public static class PostgreSqlServer
{
    public const string Variable = "ADCREATOR_TEST_POSTGRES";

    private const string Owner = "adcreator_test_owner";
    private const string Login = "adcreator_test_login";

    /// <summary>The name of the migrated template.</summary>
    public static string Template { get; } = $"adcreator_template_{Environment.ProcessId}";

    /// <summary>Done when the logins and the template exist.</summary>
    public static Lazy<Task> Ready { get; } = new(PrepareAsync);

    /// <summary>The superuser's connection string; a missing one fails the test that needs it, never skips it.</summary>
    public static string AdminConnectionString => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} is not set: run ./test.sh, which starts a PostgreSQL server for the tests.");

    /// <summary>Makes an empty database, or a copy of a template.</summary>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"adcreator_test_{NewId.Next(TimeProvider.System):N}";
        await CopyGate.WaitAsync();
        try
        {
            await ExecuteAsync($"""CREATE DATABASE "{name}" OWNER {Owner}{(template is null ? "" : $" TEMPLATE \"{template}\"")}""");
        }
        finally
        {
            CopyGate.Release();
        }

        return name;
    }

    public static async ValueTask DropDatabaseAsync(string name)
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
    }

    /// <summary>Takes a database away: ends its sessions, and lets nobody in.</summary>
    public static Task CutAsync(DatabaseSettings database)
    {
        var name = NameOf(database);
        return ExecuteAsync(
            $"""
            ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false;
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';
            """);
    }

    /// <summary>Brings it back. Who had sessions has to find out by himself that they are gone.</summary>
    public static Task LetInAsync(DatabaseSettings database) =>
        ExecuteAsync($"""ALTER DATABASE "{NameOf(database)}" WITH ALLOW_CONNECTIONS true""");

    /// <summary>Both connection strings of a database: the app's login and the owner's.</summary>
    public static DatabaseSettings SettingsOf(string database) =>
        new(DatabaseKind.PostgreSql, ConnectionOf(database, Login), ConnectionOf(database, Owner));

    /// <summary>Runs a statement as the superuser.</summary>
    public static async Task ExecuteAsync(string sql, string? database = null)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false };
        connectionString.Database = database ?? connectionString.Database;
        await using var connection = new NpgsqlConnection(connectionString.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string NameOf(DatabaseSettings database) => new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    private static string ConnectionOf(string database, string login) =>
        new NpgsqlConnectionStringBuilder(AdminConnectionString)
        {
            Database = database, Username = login, Password = "test", MaxPoolSize = 20,
        }.ToString();

    private static async Task PrepareAsync()
    {
        foreach (var (login, rights) in new[] { (Owner, "CREATEROLE CREATEDB"), (Login, "") })
        {
            await ExecuteAsync(
                $"""
                DO $login$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login}') THEN
                        CREATE ROLE {login} LOGIN PASSWORD 'test' {rights};
                    END IF;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $login$;
                """);
        }

        await ExecuteAsync($"""DROP DATABASE IF EXISTS "{Template}" WITH (FORCE)""");
        await ExecuteAsync($"""CREATE DATABASE "{Template}" OWNER {Owner}""");
        await new DatabaseMigrator(SettingsOf(Template)).MigrateAsync(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>PostgreSQL refuses to copy a template that another copy has open.</summary>
    private static readonly SemaphoreSlim CopyGate = new(1, 1);
}
