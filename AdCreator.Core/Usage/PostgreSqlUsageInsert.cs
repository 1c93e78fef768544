using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Core.Usage;

/// <summary>One INSERT of all rows.</summary>
internal sealed class PostgreSqlUsageInsert : IUsageInsert
{
    public async Task<IReadOnlySet<Guid>> InsertAsync(AdCreatorDbContext context, IReadOnlyList<UsageRecord> rows, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(PostgreSqlRows.Insert(TableColumns<UsageRecord>.Of(context.Model), rows, "ON CONFLICT (id) DO NOTHING RETURNING id"));
        var inserted = new HashSet<Guid>(rows.Count);
        await using var ids = await batch.ExecuteReaderAsync(cancellationToken);
        while (await ids.ReadAsync(cancellationToken))
        {
            inserted.Add(ids.GetGuid(0));
        }

        return inserted;
    }

    /// <summary>Classes 22 and 23: the data is malformed or breaks a constraint.</summary>
    public bool IsRefusal(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState is { } state
        && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal));
}
