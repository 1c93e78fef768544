using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Bench.Metering;

/// <summary>What a write is compared with: a twin of a table with its columns, checks and indexes, without row level security, written by hand.</summary>
internal sealed class PlainTable<TRow> : IAsyncDisposable
    where TRow : class
{
    private readonly NpgsqlDataSource source;
    private readonly TableColumns<TRow> columns;

    private PlainTable(NpgsqlDataSource source, TableColumns<TRow> columns) => (this.source, this.columns) = (source, columns);

    private string Name => columns.Table + "_plain";

    /// <summary>Makes the twin, and a pool of 16 connections to it: the size at which single inserts are fastest.</summary>
    public static async Task<PlainTable<TRow>> CreateAsync(DatabaseSettings database, AdCreatorDb model)
    {
        await using var context = model.OpenWithoutOrganization();
        var pool = new NpgsqlConnectionStringBuilder(database.MigrationsConnectionString) { MaxPoolSize = 16 };
        var table = new PlainTable<TRow>(NpgsqlDataSource.Create(pool.ToString()), TableColumns<TRow>.Of(context.Model));
        await using var command = table.source.CreateCommand($"CREATE TABLE {table.Name} (LIKE {table.columns.Table} INCLUDING ALL)");
        await command.ExecuteNonQueryAsync();
        return table;
    }

    /// <summary>The values that are written, made before anything is measured.</summary>
    public object?[] ValuesOf(TRow row) => [.. columns.ValuesOf(row)];

    /// <summary>Inserts one row and commits.</summary>
    public async Task InsertAsync(object?[] values)
    {
        await using var command = source.CreateCommand(
            $"INSERT INTO {Name} ({columns.NameList}) VALUES ({string.Join(", ", Enumerable.Range(1, values.Length).Select(number => $"${number}"))})");
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Writes rows by binary COPY and commits.</summary>
    public async Task CopyAsync(IReadOnlyList<object?[]> rows)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Name} ({columns.NameList}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            for (var column = 0; column < row.Length; column++)
            {
                await (row[column] is { } value ? copy.WriteAsync(value, columns.StoreTypes[column]) : copy.WriteNullAsync());
            }
        }

        await copy.CompleteAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
