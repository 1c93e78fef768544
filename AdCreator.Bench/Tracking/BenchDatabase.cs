using AdCreator.Core.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AdCreator.Bench.Tracking;

/// <summary>A migrated database of one benchmark, and a way to take it away and bring it back.</summary>
internal abstract class BenchDatabase(DatabaseSettings settings) : IAsyncDisposable
{
    public DatabaseSettings Settings => settings;

    /// <summary>For data directories.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("adcreator-bench-").FullName;

    /// <summary>How the database is away, for the name of a figure.</summary>
    public abstract string Outage { get; }

    /// <summary>Makes a database of a kind.</summary>
    public static async Task<BenchDatabase> CreateAsync(DatabaseKind kind)
    {
        BenchDatabase database = kind == DatabaseKind.PostgreSql ? await PostgreSqlBenchDatabase.CreateAsync() : new SqliteBenchDatabase();
        await new DatabaseMigrator(database.Settings).MigrateAsync(CancellationToken.None);
        return database;
    }

    public abstract Task TakeAwayAsync();

    public abstract Task BringBackAsync();

    public virtual ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A file that somebody else has locked for writing: the writer waits, and gives up.</summary>
internal sealed class SqliteBenchDatabase : BenchDatabase
{
    private readonly string file;
    private SqliteConnection? holder;

    public SqliteBenchDatabase()
        : this(Path.Combine(Path.GetTempPath(), $"adcreator-bench-{NewId.Next(TimeProvider.System):N}.db"))
    {
    }

    private SqliteBenchDatabase(string file)
        : base(new DatabaseSettings(DatabaseKind.Sqlite, $"Data Source={file};Foreign Keys=True;Default Timeout=10", $"Data Source={file};Pooling=False")) =>
        this.file = file;

    public override string Outage => "locked";

    public override async Task TakeAwayAsync()
    {
        holder = new SqliteConnection($"Data Source={file};Pooling=False");
        await holder.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
    }

    public override async Task BringBackAsync()
    {
        await holder!.DisposeAsync();
        holder = null;
    }

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + part);
        }

        return base.DisposeAsync();
    }
}

/// <summary>The server of <c>bench.sh</c>, which is really stopped.</summary>
internal sealed class PostgreSqlBenchDatabase : BenchDatabase
{
    private PostgreSqlBenchDatabase(string connection)
        : base(new DatabaseSettings(DatabaseKind.PostgreSql, connection, connection))
    {
    }

    public override string Outage => "stopped";

    public static async Task<PostgreSqlBenchDatabase> CreateAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(BenchSettings.PostgreSql);
        var name = $"adcreator_bench_{NewId.Next(TimeProvider.System):N}";
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE \"{name}\"";
        await command.ExecuteNonQueryAsync();
        server.Database = name;
        return new PostgreSqlBenchDatabase(server.ToString());
    }

    public override Task TakeAwayAsync() => BenchSettings.ControlPostgreSqlAsync("stop");

    public override Task BringBackAsync() => BenchSettings.ControlPostgreSqlAsync("start");
}
