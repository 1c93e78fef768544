using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdCreator.Core.Usage.Budgets;

/// <summary><see cref="BudgetGate"/> in two round trips: all that is asked in the first, all that is written, and the commit, in the second.</summary>
/// <remarks>Decides each reservation on its own, and alone can say what is left of a limit. What fits with certainty takes <see cref="ReservationShortcut"/>.</remarks>
internal sealed class PostgreSqlBudgetGate(AdCreatorDbContext context)
{
    private readonly NpgsqlConnection connection = (NpgsqlConnection)context.Database.GetDbConnection();

    /// <summary>Writes the reservations that fit, holds their amounts, and commits.</summary>
    /// <param name="calendar">The organization's calendar as last known: it names the counters to ask for, and is asked for again itself.</param>
    /// <returns>One result a reservation, in their order, and the calendar as it stands.</returns>
    /// <exception cref="UncertainCommitException">Whether it counts is not known.</exception>
    public async Task<(IReadOnlyList<ReservationResult> Results, OrganizationCalendar Calendar)> HoldAsync(
        IReadOnlyList<UsageReservation> reservations, OrganizationCalendar calendar, CancellationToken cancellationToken)
    {
        // Opened past the context, which would spend a round trip on naming the organization: the first batch does it.
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var periods = new BudgetPeriods(calendar);
        var keys = BudgetGate.KeysOf(reservations, periods);
        var (timeZone, limits, counters) = await LockAsync(keys, cancellationToken);
        if (timeZone != calendar.Zone.Id)
        {
            calendar = OrganizationCalendar.Of(timeZone);
            periods = new BudgetPeriods(calendar);
            keys = BudgetGate.KeysOf(reservations, periods);
        }

        if (!keys.TrueForAll(counters.ContainsKey))
        {
            counters = await UsageCounters.LockAsync(context, keys, cancellationToken);
        }

        var results = BudgetGate.Hold(reservations, counters, limits, periods);
        var reserved = BudgetGate.Reserved(reservations, results);
        await using var batch = new NpgsqlBatch(connection);
        if (reserved.Count > 0)
        {
            batch.AddRows(context.Model, reserved);
            batch.AddAmounts(context.Model, reserved, periods);
        }

        // Whoever sees the transaction afterwards finds it ended: a commit of its own would be another round trip.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.CommitAsync(cancellationToken);
        return (results, calendar);
    }

    private async Task<(string TimeZone, List<SpendingLimit> Limits, Dictionary<CounterKey, UsageCounter> Counters)> LockAsync(
        List<CounterKey> keys, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Lock(context.OrganizationId, isLocal: false);
        batch.Ask("SELECT time_zone FROM organizations WHERE id = $1", context.OrganizationId);
        batch.Ask("SELECT scope, person_id, amount_usd, changed_at, changed_by FROM spending_limits WHERE organization_id = $1", context.OrganizationId);
        batch.Ask(
            """
            SELECT scope, subject_id, period_start, is_demo, settled_usd, held_usd, granted_usd FROM usage_counters
            WHERE organization_id = $1 AND subject_id = ANY ($2) AND period_start = ANY ($3)
            ORDER BY scope, subject_id, period_start, is_demo
            FOR UPDATE
            """,
            context.OrganizationId,
            keys.Select(k => k.SubjectId).Distinct().ToArray(),
            keys.Select(k => k.PeriodStart).Distinct().ToArray());
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        // Past the settings and the lock, which answer nothing of use.
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var timeZone = reader.GetString(0);

        await reader.NextResultAsync(cancellationToken);
        var limits = new List<SpendingLimit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            limits.Add(LimitOf(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        var counters = new Dictionary<CounterKey, UsageCounter>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var counter = CounterOf(reader);
            counters.Add(counter.Key, counter);
        }

        return (timeZone, limits, counters);
    }

    private SpendingLimit LimitOf(NpgsqlDataReader row) => new()
    {
        OrganizationId = context.OrganizationId,
        Scope = SnakeCase.Parse<BudgetScope>(row.GetString(0)),
        PersonId = row.GetGuid(1),
        AmountUsd = row.GetDecimal(2),
        ChangedAt = row.GetFieldValue<DateTimeOffset>(3),
        ChangedBy = row.GetGuid(4),
    };

    private UsageCounter CounterOf(NpgsqlDataReader row) => new()
    {
        OrganizationId = context.OrganizationId,
        Scope = SnakeCase.Parse<BudgetScope>(row.GetString(0)),
        SubjectId = row.GetGuid(1),
        PeriodStart = row.GetFieldValue<DateTimeOffset>(2),
        IsDemo = row.GetBoolean(3),
        SettledUsd = row.GetDecimal(4),
        HeldUsd = row.GetDecimal(5),
        GrantedUsd = row.GetDecimal(6),
    };
}
