using AdCreator.Core.Data;
using Npgsql;

namespace AdCreator.Core.Usage;

/// <summary>Inserts any number of rows by a statement of constant text: one array a column.</summary>
/// <remarks>COPY into a table behind row level security is refused, and a statement with a parameter a value takes longer to read than to execute.</remarks>
internal static class PostgreSqlRows
{
    /// <summary>Inserts rows in the order given.</summary>
    /// <param name="then">What follows, such as <c>ON CONFLICT</c>; names of the model only.</param>
    public static NpgsqlBatchCommand Insert<TRow>(TableColumns<TRow> columns, IReadOnlyList<TRow> rows, string then)
        where TRow : class
    {
        var command = new NpgsqlBatchCommand($"INSERT INTO {columns.Table} ({columns.NameList}) SELECT * FROM unnest({columns.PlaceList}) {then}");
        for (var column = 0; column < columns.Names.Count; column++)
        {
            var values = Array.CreateInstance(columns.ClrTypes[column], rows.Count);
            for (var row = 0; row < rows.Count; row++)
            {
                values.SetValue(columns.ValueOf(column, rows[row]), row);
            }

            command.Parameters.Add(new NpgsqlParameter { Value = values, DataTypeName = columns.StoreTypes[column] + "[]" });
        }

        return command;
    }
}
