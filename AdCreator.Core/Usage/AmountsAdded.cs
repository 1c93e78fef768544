using System.Globalization;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace AdCreator.Core.Usage;

/// <summary>Adds amounts to rows of sums that may not be there yet, in one statement.</summary>
internal static class AmountsAdded
{
    /// <summary>Rows of one statement: done long before PostgreSQL's patience ends.</summary>
    private const int Most = 1_000;

    /// <summary>The same on SQLite, which looks a parameter up among all others of its statement.</summary>
    private const int MostOnSqlite = 50;

    /// <summary>Adds every column outside the primary key to the row of the same key; a missing row begins at these amounts.</summary>
    /// <remarks>Keys must differ. Rows are locked in the order given.</remarks>
    public static async Task AddAsync<TSum>(AdCreatorDbContext context, IReadOnlyList<TSum> amounts, CancellationToken cancellationToken)
        where TSum : class
    {
        foreach (var some in amounts.Chunk(context.Database.IsNpgsql() ? Most : MostOnSqlite))
        {
            await (context.Database.IsNpgsql()
                ? AddToPostgreSqlAsync(context, some, cancellationToken)
                : AddToSqliteAsync(context, TableColumns<TSum>.Of(context.Model), some, cancellationToken));
        }
    }

    /// <summary>The same as a statement of PostgreSQL, for whoever sends several at once.</summary>
    public static NpgsqlBatchCommand Statement<TSum>(IModel model, IReadOnlyList<TSum> amounts)
        where TSum : class
    {
        var columns = TableColumns<TSum>.Of(model);
        return PostgreSqlRows.Insert(columns, amounts, columns.OnConflictAdd);
    }

    private static async Task AddToPostgreSqlAsync<TSum>(AdCreatorDbContext context, TSum[] amounts, CancellationToken cancellationToken)
        where TSum : class
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection());
        batch.BatchCommands.Add(Statement(context.Model, amounts));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task AddToSqliteAsync<TSum>(AdCreatorDbContext context, TableColumns<TSum> columns, TSum[] amounts, CancellationToken cancellationToken)
        where TSum : class
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var value in amounts.SelectMany(columns.ValuesOf))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = NameOf(command.Parameters.Count);
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        var width = columns.Names.Count;
        var rows = Enumerable.Range(0, amounts.Length).Select(row => $"({string.Join(", ", Enumerable.Range(row * width, width).Select(p => "@" + NameOf(p)))})");
        command.CommandText = $"INSERT INTO {columns.Table} ({columns.NameList}) VALUES {string.Join(", ", rows)} {columns.OnConflictAdd}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string NameOf(int parameter) => string.Create(CultureInfo.InvariantCulture, $"p{parameter}");
}
