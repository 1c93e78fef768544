using System.Data;
using System.IO.Compression;
using System.Text;
using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Web.Commands.Backups;

/// <summary>The rows on PostgreSQL: one entry a table, as COPY writes them, read and written in one transaction by the tables' owner.</summary>
/// <remarks>Jobs are not in it: they are handed out again from the rows of the ads.</remarks>
internal sealed class PostgreSqlRows(DatabaseSettings settings) : Rows(settings)
{
    /// <summary>Fails where row level security would silently hide rows: for everybody but the owner.</summary>
    private const string SeeAllOrFail = "SET LOCAL row_security = off";

    // Identity columns go on after the highest number that was restored.
    private const string ContinueSequences =
        """
        DO $$
        DECLARE c record;
        BEGIN
            FOR c IN SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
                     FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'qrtz%'
            LOOP
                IF c.sequence IS NOT NULL THEN
                    EXECUTE format('SELECT setval(%L, coalesce(max(%I), 0) + 1, false) FROM %I', c.sequence, c.column_name, c.table_name);
                END IF;
            END LOOP;
        END $$
        """;

    public override string Kind => "PostgreSQL";

    public override async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        if (await FindPendingAsync(cancellationToken) > 0)
        {
            throw new CommandException("The database is not up to date. Run the command migrate first.");
        }

        await using var connection = await OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, cancellationToken);
        foreach (var table in ListTables().Where(t => t != KeyTable))
        {
            if (await AskAsync(connection, $"SELECT EXISTS (SELECT FROM {Quote(table)})", cancellationToken) is true)
            {
                return false;
            }
        }

        return true;
    }

    public override async Task WriteAsync(ZipArchive zip, string scratch, CancellationToken cancellationToken)
    {
        await using var connection = await OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, cancellationToken);
        foreach (var table in ListTables())
        {
            var columns = await ListColumnsAsync(connection, table, cancellationToken);
            await using var target = new StreamWriter(await zip.CreateEntry(EntryOf(table), CompressionLevel.Fastest).OpenAsync(cancellationToken));
            using var source = await connection.BeginTextExportAsync($"COPY (SELECT {columns} FROM {Quote(table)}) TO STDOUT", cancellationToken);
            await CopyAsync(source, target, cancellationToken);
        }
    }

    public override async Task RestoreAsync(ZipArchive zip, Action moveFiles, CancellationToken cancellationToken)
    {
        await using var connection = await OpenConnectionAsync(cancellationToken);
        await using var transaction = await BeginAsync(connection, cancellationToken);
        await AskAsync(connection, $"DELETE FROM {Quote(KeyTable)}", cancellationToken);
        foreach (var table in ListTables())
        {
            var entry = zip.GetEntry(EntryOf(table)) ?? throw new CommandException($"The backup is damaged: the rows of {table} are missing.");
            var columns = await ListColumnsAsync(connection, table, cancellationToken);
            using var source = new StreamReader(await entry.OpenAsync(cancellationToken), Encoding.UTF8);
            await using var target = await connection.BeginTextImportAsync($"COPY {Quote(table)} ({columns}) FROM STDIN", cancellationToken);
            await CopyAsync(source, target, cancellationToken);
        }

        await AskAsync(connection, ContinueSequences, cancellationToken);
        moveFiles();
        await transaction.CommitAsync(cancellationToken);
    }

    private static string EntryOf(string table) => $"rows/{table}.copy";

    private async Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(Settings.MigrationsConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await AskAsync(connection, SeeAllOrFail, cancellationToken);
        if (await AskAsync(connection, "SELECT pg_has_role(session_user, relowner, 'MEMBER') FROM pg_class WHERE oid = 'organizations'::regclass", cancellationToken) is not true)
        {
            throw new CommandException(
                $"{DataRegistration.MigrationsConnectionKey} must name the tables' owner: another login sees only a part of the rows.");
        }

        return transaction;
    }

    /// <summary>In the order of their names, the same in every database of one migration.</summary>
    private static async Task<string> ListColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname COLLATE "C") FROM pg_attribute
            WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            """;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task CopyAsync(TextReader source, TextWriter target, CancellationToken cancellationToken)
    {
        var buffer = new char[1 << 16];
        int count;
        while ((count = await source.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
