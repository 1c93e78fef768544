using AdCreator.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage;

/// <summary>One prepared INSERT for all rows: SQLite has no COPY and, in the process itself, needs none.</summary>
internal sealed class SqliteUsageInsert : IUsageInsert
{
    private const int Constraint = 19;
    private const int Mismatch = 20;

    public async Task<IReadOnlySet<Guid>> InsertAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> rows, CancellationToken cancellationToken)
    {
        var columns = TableColumns<UsageRecord>.Of(context.Model);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.Transaction = (SqliteTransaction)context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO token_usage ({columns.NameList}) VALUES (@{string.Join(", @", columns.Names)}) ON CONFLICT (id) DO NOTHING";
        var parameters = columns.Names.Select(name => command.Parameters.Add(new SqliteParameter { ParameterName = name })).ToList();
        var inserted = new HashSet<Guid>(rows.Count);
        foreach (var row in rows)
        {
            foreach (var (parameter, value) in parameters.Zip(columns.ValuesOf(row)))
            {
                parameter.Value = value ?? DBNull.Value;
            }

            if (await command.ExecuteNonQueryAsync(cancellationToken) == 1)
            {
                inserted.Add(row.Id);
            }
        }

        return inserted;
    }

    public bool IsRefusal(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode is Constraint or Mismatch;
}
