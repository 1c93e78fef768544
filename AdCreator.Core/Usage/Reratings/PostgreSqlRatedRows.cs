using System.Text.Json;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace AdCreator.Core.Usage.Reratings;

/// <summary>One statement for thousands of rows: arrays go over, and the bounds on the id let the database skip partitions.</summary>
internal sealed class PostgreSqlRatedRows : IRatedRows
{
    public Task KeepAsync(AdCreatorDbContext context, Guid reratingId, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        var (ids, lowest, highest) = IdsOf(changes);
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO usage_rerated_calls (rerating_id, call_id, organization_id, cost_usd, cost_state, price_version_id, line_items)
            SELECT {reratingId}, id, organization_id, cost_usd, cost_state, price_version_id, line_items
            FROM token_usage WHERE id = ANY ({ids}) AND id >= {lowest} AND id <= {highest}
            """,
            cancellationToken);
    }

    public async Task<int> UpdateAsync(AdCreatorDbContext context, IReadOnlyList<UsageChange> changes, CancellationToken cancellationToken)
    {
        var (ids, lowest, highest) = IdsOf(changes);
        await using var command = ((NpgsqlConnection)context.Database.GetDbConnection()).CreateCommand();
        command.CommandText =
            """
            UPDATE token_usage u
            SET cost_usd = n.cost, cost_state = n.state, price_version_id = n.price, line_items = n.lines
            FROM unnest(@ids, @was, @costs, @states, @prices, @lines) AS n (id, was, cost, state, price, lines)
            WHERE u.id = n.id AND u.id >= @lowest AND u.id <= @highest AND u.cost_usd IS NOT DISTINCT FROM n.was
            """;
        Add("ids", NpgsqlDbType.Uuid, ids);
        Add("was", NpgsqlDbType.Numeric, changes.Select(c => c.Before!.CostUsd).ToArray());
        Add("costs", NpgsqlDbType.Numeric, changes.Select(c => c.After!.CostUsd).ToArray());
        Add("states", NpgsqlDbType.Text, changes.Select(c => SnakeCase.Of(c.After!.CostState)).ToArray());
        Add("prices", NpgsqlDbType.Uuid, changes.Select(c => c.After!.PriceVersionId).ToArray());
        Add("lines", NpgsqlDbType.Jsonb, changes.Select(c => JsonSerializer.Serialize(c.After!.LineItems, JsonColumn.Options)).ToArray());
        command.Parameters.AddWithValue("lowest", lowest);
        command.Parameters.AddWithValue("highest", highest);
        command.CommandTimeout = context.Database.GetCommandTimeout() ?? command.CommandTimeout;
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void Add(string name, NpgsqlDbType type, object values) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }

    private static (Guid[] Ids, Guid Lowest, Guid Highest) IdsOf(IReadOnlyList<UsageChange> changes)
    {
        var ids = changes.Select(c => c.Before!.Id).ToArray();
        var first = changes.Min(c => c.Before!.CreatedAt);
        var last = changes.Max(c => c.Before!.CreatedAt);
        return (ids, NewId.LowestAt(first), NewId.LowestAt(last.AddMilliseconds(1)));
    }
}
