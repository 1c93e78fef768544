using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdCreator.Core.Usage;

/// <summary>Inserts a row unless one of its key is there, the same on both databases.</summary>
internal static class MissingRow
{
    /// <summary>Inserts in the caller's transaction.</summary>
    /// <returns>False when the row was there, whoever wrote it.</returns>
    public static async Task<bool> AddAsync<TRow>(AdCreatorDbContext context, TRow row, CancellationToken cancellationToken)
        where TRow : class
    {
        var columns = TableColumns<TRow>.Of(context.Model);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        foreach (var (name, value) in columns.Names.Zip(columns.ValuesOf(row)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.CommandText =
            $"INSERT INTO {columns.Table} ({columns.NameList}) VALUES (@{string.Join(", @", columns.Names)}) ON CONFLICT ({string.Join(", ", columns.KeyNames)}) DO NOTHING";
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
