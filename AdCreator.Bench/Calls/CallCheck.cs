using System.Collections.Concurrent;
using AdCreator.Core.Data;
using AdCreator.Core.Usage.Reconciliation;
using Npgsql;

namespace AdCreator.Bench.Calls;

/// <summary>The model's ledger held against the database: what an auditor would compare.</summary>
/// <param name="Answered">Calls that the model has answered.</param>
/// <param name="Wrong">Answered calls without a row, or with more rows than answers.</param>
/// <param name="Unsettled">Answered calls whose row says that their cost is unknown.</param>
/// <param name="Invented">Rows with a cost that the model knows nothing of.</param>
/// <param name="Rows">Rows of the organization.</param>
/// <param name="Holds">Reservations that are still there.</param>
/// <param name="CountedWrongUsd">How far the month's counters are from rows and reservations, counted without any code of the program, US dollars.</param>
/// <param name="DriftUsd">What the program's own comparison finds, US dollars.</param>
/// <param name="DriftCalls">What the program's own comparison finds, calls.</param>
internal sealed record CallCheck(
    int Answered, int Wrong, int Unsettled, int Invented, int Rows, int Holds, decimal CountedWrongUsd, decimal DriftUsd, long DriftCalls)
{
    public static CallCheck None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static CallCheck operator +(CallCheck a, CallCheck b) => new(
        a.Answered + b.Answered, a.Wrong + b.Wrong, a.Unsettled + b.Unsettled, a.Invented + b.Invented, a.Rows + b.Rows, a.Holds + b.Holds,
        a.CountedWrongUsd + b.CountedWrongUsd, a.DriftUsd + b.DriftUsd, a.DriftCalls + b.DriftCalls);

    /// <summary>Compares the calls of some organizations, which are all that the ledger knows of.</summary>
    public static async Task<CallCheck> ReadAsync(
        DatabaseSettings settings, AdCreatorDb database, Guid[] organizations, ConcurrentDictionary<string, int> ledger, CancellationToken cancellationToken)
    {
        // Those of this process were cut with everybody's.
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(settings.MigrationsConnectionString);
        var rows = await ReadRowsAsync(source, organizations, cancellationToken);
        var (holds, wrongUsd) = await ReadCountersAsync(source, organizations, cancellationToken);
        var check = None with
        {
            Answered = ledger.Values.Sum(),
            Wrong = ledger.Sum(call => Math.Abs(call.Value - rows.GetValueOrDefault(call.Key).Count)),
            Unsettled = ledger.Keys.Sum(trace => rows.GetValueOrDefault(trace).Unknown),
            Invented = rows.Where(row => !ledger.ContainsKey(row.Key)).Sum(row => row.Value.Paid),
            Rows = rows.Values.Sum(row => row.Count),
            Holds = holds,
            CountedWrongUsd = wrongUsd,
        };
        foreach (var organization in organizations)
        {
            var drift = await new UsageReconciler(database).CompareAsync(organization, since: null, cancellationToken);
            check = check with { DriftUsd = check.DriftUsd + drift.DriftUsd, DriftCalls = check.DriftCalls + drift.DriftCalls };
        }

        return check;
    }

    /// <summary>What must be nothing, whatever was done to the program.</summary>
    public IEnumerable<Figure> Figures(string name) =>
    [
        Figure.AtMost($"{name}: answered calls without exactly one row, of {Answered}", Wrong, 0, "calls"),
        Figure.AtMost($"{name}: paid rows that the model did not answer", Invented, 0, "rows"),
        Figure.AtMost($"{name}: holds that are left", Holds, 0, "holds"),
        Figure.AtMost($"{name}: counters against rows and holds", (double)CountedWrongUsd, 0, "US dollars"),
        Figure.AtMost($"{name}: drift", (double)DriftUsd, 0, "US dollars"),
        Figure.AtMost($"{name}: drift in calls", DriftCalls, 0, "calls"),
    ];

    private static async Task<Dictionary<string, (int Count, int Unknown, int Paid)>> ReadRowsAsync(
        NpgsqlDataSource source, Guid[] organizations, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT trace_id, count(*)::integer, count(*) FILTER (WHERE cost_state = 'unknown')::integer, count(*) FILTER (WHERE cost_usd > 0)::integer
            FROM token_usage WHERE organization_id = ANY ($1) GROUP BY trace_id
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = organizations });
        var rows = new Dictionary<string, (int, int, int)>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetString(0), (reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)));
        }

        return rows;
    }

    private static async Task<(int Holds, decimal WrongUsd)> ReadCountersAsync(NpgsqlDataSource source, Guid[] organizations, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT sum(abs(c.settled - c.rows) + abs(c.held - c.reserved)), sum(c.holds)::integer
            FROM (
                SELECT o,
                    (SELECT coalesce(sum(settled_usd), 0) FROM usage_counters WHERE organization_id = o AND scope = 'organization_month') AS settled,
                    (SELECT coalesce(sum(held_usd), 0) FROM usage_counters WHERE organization_id = o AND scope = 'organization_month') AS held,
                    (SELECT coalesce(sum(CASE cost_state WHEN 'unknown' THEN cost_usd_max ELSE cost_usd END), 0) FROM token_usage WHERE organization_id = o) AS rows,
                    (SELECT coalesce(sum(cost_usd_max), 0) FROM usage_reservations WHERE organization_id = o) AS reserved,
                    (SELECT count(*) FROM usage_reservations WHERE organization_id = o) AS holds
                FROM unnest($1) o
            ) c
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = organizations });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(1), reader.GetDecimal(0));
    }
}
