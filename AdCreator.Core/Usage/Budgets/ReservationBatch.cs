using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>The statements that reserving on PostgreSQL consists of.</summary>
internal static class ReservationBatch
{
    /// <summary>Names the organization, and keeps whoever counts its spending anew away; no lock of the transaction is waited for longer than two seconds.</summary>
    /// <param name="isLocal">Whether the session forgets the organization as soon as the transaction ends.</param>
    public static void Lock(this NpgsqlBatch batch, Guid organizationId, bool isLocal) => batch.Ask(
        "SELECT set_config('app.org', $1, $2), set_config('lock_timeout', '2s', true), pg_advisory_xact_lock_shared(hashtextextended($3, 0))",
        organizationId.ToString(),
        isLocal,
        UsageLock.NameOf(organizationId));

    /// <summary>Adds a statement with its numbered parameters.</summary>
    public static void Ask(this NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Add(values);
        batch.BatchCommands.Add(command);
    }

    /// <summary>Adds values for a statement's next parameters.</summary>
    public static void Add(this NpgsqlBatchCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }

    /// <summary>Writes the reservations' rows.</summary>
    public static void AddRows(this NpgsqlBatch batch, IModel model, IReadOnlyList<UsageReservation> reserved) =>
        batch.BatchCommands.Add(PostgreSqlRows.Insert(TableColumns<UsageReservation>.Of(model), reserved, ""));

    /// <summary>Raises what their counters hold.</summary>
    /// <returns>The statement.</returns>
    public static NpgsqlBatchCommand AddAmounts(this NpgsqlBatch batch, IModel model, IReadOnlyList<UsageReservation> reserved, BudgetPeriods periods)
    {
        var amounts = reserved.SelectMany(r => periods.Of(r).Select(key => UsageCounters.Amount(r.OrganizationId, key, heldUsd: r.CostUsdMax ?? 0)));
        var statement = AmountsAdded.Statement(model, UsageCounters.Summed(amounts));
        batch.BatchCommands.Add(statement);
        return statement;
    }

    /// <summary>Sends statements whose last one ends the transaction.</summary>
    /// <exception cref="UncertainCommitException">No answer came, so that they may count or not.</exception>
    public static async Task CommitAsync(this NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await batch.PrepareAsync(cancellationToken);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (Exception exception) when (!UsageLedger.IsRefusal(exception) && !UsageLock.IsBusy(exception) && !ReservationShortcut.IsRefusal(exception))
        {
            throw new UncertainCommitException(exception);
        }
    }
}

/// <summary>The answer to a commit was not seen: nobody here knows whether it counts.</summary>
internal sealed class UncertainCommitException(Exception inner) : Exception("The commit of some reservations was not answered.", inner);
