using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Core.Usage;

/// <summary>COPY into a temporary table, then one INSERT: COPY into a table behind row level security is refused.</summary>
internal sealed class PostgreSqlUsageInsert : IUsageInsert
{
    public async Task<IReadOnlySet<Guid>> InsertAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> rows, CancellationToken cancellationToken)
    {
        var columns = new TableColumns<UsageRecord>(context.Model);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();

        // Bound to this connection and gone with the transaction, so that no batch ever sees another's rows.
        await RunAsync(connection, "CREATE TEMPORARY TABLE usage_incoming (LIKE token_usage) ON COMMIT DROP", cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY usage_incoming ({columns.NameList}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var row in rows)
            {
                await CopyAsync(copy, columns, row, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        var inserted = new HashSet<Guid>(rows.Count);
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO token_usage ({columns.NameList}) SELECT {columns.NameList} FROM usage_incoming ON CONFLICT (id) DO NOTHING RETURNING id";
        await using (var ids = await insert.ExecuteReaderAsync(cancellationToken))
        {
            while (await ids.ReadAsync(cancellationToken))
            {
                inserted.Add(ids.GetGuid(0));
            }
        }

        // A second batch of the same transaction starts with an empty table.
        await RunAsync(connection, "DROP TABLE usage_incoming", cancellationToken);
        return inserted;
    }

    /// <summary>Classes 22 and 23: the data is malformed or breaks a constraint.</summary>
    public bool IsRefusal(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState is { } state
        && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal));

    private static async Task CopyAsync(NpgsqlBinaryImporter copy, TableColumns<UsageRecord> columns, UsageRecord row, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        var column = 0;
        foreach (var value in columns.ValuesOf(row))
        {
            var type = columns.StoreTypes[column++];
            await (value is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(value, type, cancellationToken));
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
