using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Bench.Calls;

/// <summary>Stops a process at a chosen step from outside: by locks, by commits that are not answered, by taking the database away.</summary>
internal sealed class Standstill(DatabaseSettings database) : IAsyncDisposable
{
    private const string LockApplication = "bench-lock";

    private readonly NpgsqlDataSource server = NpgsqlDataSource.Create(BenchSettings.PostgreSql);
    private readonly NpgsqlDataSource locks = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.MigrationsConnectionString) { ApplicationName = LockApplication, Pooling = false }.ToString());

    private string Name { get; } = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;

    /// <summary>Whoever writes to the table waits until what is returned is disposed of.</summary>
    public async Task<IAsyncDisposable> LockAsync(string table)
    {
        var connection = await locks.OpenConnectionAsync();
        await ExecuteAsync(connection, $"BEGIN; LOCK TABLE {table} IN SHARE MODE");
        return connection;
    }

    /// <summary>Whatever commits is durable, and nobody is told: the server waits for a replica that is not there.</summary>
    public async Task<IAsyncDisposable> HoldCommitsAsync()
    {
        await ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        await ExecuteAsync("SELECT pg_reload_conf()");
        return new AtEnd(async () =>
        {
            await ExecuteAsync("ALTER SYSTEM RESET synchronous_standby_names");
            await ExecuteAsync("SELECT pg_reload_conf()");
        });
    }

    /// <summary>Cuts every connection to the database and lets none in until what is returned is disposed of.</summary>
    public async Task<IAsyncDisposable> CutAsync()
    {
        await ExecuteAsync($"""ALTER DATABASE "{Name}" WITH ALLOW_CONNECTIONS false""");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND application_name <> '{LockApplication}'");
        return new AtEnd(() => ExecuteAsync($"""ALTER DATABASE "{Name}" WITH ALLOW_CONNECTIONS true"""));
    }

    /// <summary>Waits until a process waits inside a statement.</summary>
    /// <param name="application">Its name for the database.</param>
    /// <param name="forWhat">The kind of wait, or the event, as PostgreSQL names it.</param>
    /// <param name="statement">How the statement begins.</param>
    public Task WaitForAsync(string application, string forWhat, string statement, CancellationToken cancellationToken) => Until.TrueAsync(
        async () =>
        {
            await using var command = server.CreateCommand(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND $2 IN (wait_event_type, wait_event) AND starts_with(ltrim(query), $3))");
            foreach (var value in new[] { application, forWhat, statement })
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        },
        TimeSpan.FromSeconds(30),
        $"{application} waits in {statement}",
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await locks.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await server.OpenConnectionAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class AtEnd(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}
