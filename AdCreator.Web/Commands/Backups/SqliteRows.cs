using System.IO.Compression;
using AdCreator.Core.Data;
using Microsoft.Data.Sqlite;

namespace AdCreator.Web.Commands.Backups;

/// <summary>The rows on SQLite: the database file itself, copied at one moment while others may write.</summary>
internal sealed class SqliteRows(DatabaseSettings settings) : Rows(settings)
{
    private const string EntryName = "adcreator.db";

    private string DatabaseFile => Path.GetFullPath(new SqliteConnectionStringBuilder(Settings.ConnectionString).DataSource);

    public override string Kind => "SQLite";

    public override async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(DatabaseFile))
        {
            return true;
        }

        await using var connection = await OpenFileAsync(DatabaseFile, cancellationToken);
        foreach (var table in ListTables().Where(t => t != KeyTable))
        {
            var exists = await AskAsync(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $value", table, cancellationToken);
            if (exists is 1L && await AskAsync(connection, $"SELECT EXISTS (SELECT 1 FROM {Quote(table)})", null, cancellationToken) is 1L)
            {
                return false;
            }
        }

        return true;
    }

    public override async Task WriteAsync(ZipArchive zip, string scratch, CancellationToken cancellationToken)
    {
        var copy = $"{scratch}.db";
        try
        {
            await using (var connection = await OpenFileAsync(DatabaseFile, cancellationToken))
            {
                await AskAsync(connection, "VACUUM INTO $value", copy, cancellationToken);
            }

            await zip.CreateEntryFromFileAsync(copy, EntryName, CompressionLevel.Fastest, cancellationToken);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    public override async Task RestoreAsync(ZipArchive zip, Action moveFiles, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(EntryName) ?? throw new CommandException($"The backup is damaged: {EntryName} is missing.");
        var copy = $"{DatabaseFile}.restore-{Environment.ProcessId}";
        try
        {
            await entry.ExtractToFileAsync(copy, cancellationToken);
            await CheckAsync(copy, cancellationToken);
            moveFiles();
            SqliteConnection.ClearAllPools();
            File.Delete($"{DatabaseFile}-wal");
            File.Delete($"{DatabaseFile}-shm");
            File.Move(copy, DatabaseFile, overwrite: true);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static async Task CheckAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenFileAsync(file, cancellationToken);
            if (await AskAsync(connection, "PRAGMA integrity_check", null, cancellationToken) is "ok")
            {
                return;
            }
        }
        catch (SqliteException)
        {
            // Not even a database: said below.
        }

        throw new CommandException("The backup is damaged: its database does not pass the integrity check.");
    }

    private static async Task<SqliteConnection> OpenFileAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<object?> AskAsync(SqliteConnection connection, string sql, string? value, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
