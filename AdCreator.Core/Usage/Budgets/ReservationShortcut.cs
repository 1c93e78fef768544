using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace AdCreator.Core.Usage.Budgets;

/// <summary>Writes reservations on PostgreSQL in one round trip, if all of them fit.</summary>
/// <remarks>
/// It writes first, lets the database compare the counters as they then stand with the limits, and undoes all of it
/// where one is above. Who is to be refused, and what is left for him, <see cref="PostgreSqlBudgetGate"/> decides.
/// <para>
/// Its sessions are its own. They are not reset from one use to the next, which would take as long as the writing: they
/// know an organization only while a transaction of it lasts, and none after it.
/// </para>
/// </remarks>
/// <param name="sessions">Without a reset between two uses.</param>
/// <param name="model">Names tables and columns.</param>
internal sealed class ReservationShortcut(NpgsqlDataSource sessions, IModel model) : IAsyncDisposable
{
    /// <summary>What <c>refuse_reservations</c> raises.</summary>
    private const string RefusedState = "AC001";

    /// <summary>With sessions like those of a database's contexts.</summary>
    public static ReservationShortcut Open(AdCreatorDb database)
    {
        using var context = database.OpenWithoutOrganization();
        return new(NpgsqlDataSource.Create(SessionsOf(context.Database.GetConnectionString()!)), context.Model);
    }

    /// <summary>The connection string of such sessions.</summary>
    public static NpgsqlConnectionStringBuilder SessionsOf(string connectionString) => new(connectionString) { NoResetOnClose = true };

    /// <summary>Writes all of one organization, holds their amounts, and commits; or does nothing.</summary>
    /// <remarks>The statements of one batch are one transaction by themselves, which ends with it: neither a beginning nor a commit is sent.</remarks>
    /// <param name="calendar">The organization's calendar as last known.</param>
    /// <returns>False when a limit would have been passed, the organization's days have changed, or a call costs nothing or nobody knows how much.</returns>
    /// <exception cref="UncertainCommitException">Whether it counts is not known.</exception>
    public async Task<bool> TryHoldAsync(IReadOnlyList<UsageReservation> reservations, OrganizationCalendar calendar, CancellationToken cancellationToken)
    {
        // What costs nothing, or nobody knows how much, moves no counter that could be compared.
        if (!reservations.All(r => r.CostUsdMax > 0))
        {
            return false;
        }

        var organizationId = reservations[0].OrganizationId;
        await using var connection = await sessions.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Lock(organizationId, isLocal: true);
        Compare(batch.AddAmounts(model, reservations, new BudgetPeriods(calendar)), organizationId, calendar);
        batch.AddRows(model, reservations);
        try
        {
            await batch.CommitAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (IsRefusal(exception))
        {
            return false;
        }
    }

    /// <summary>Whether a fault says that a limit would have been passed.</summary>
    public static bool IsRefusal(Exception exception) => exception is PostgresException { SqlState: RefusedState };

    public ValueTask DisposeAsync() => sessions.DisposeAsync();

    /// <summary>Lets the statement that raises the counters fail if one of them is above its limit then. A person's own limit goes before everybody's.</summary>
    private static void Compare(NpgsqlBatchCommand raise, Guid organizationId, OrganizationCalendar calendar)
    {
        var (organization, zone, everybody, ofPerson) = (raise.Parameters.Count + 1, raise.Parameters.Count + 2, raise.Parameters.Count + 3, raise.Parameters.Count + 4);
        raise.CommandText =
            $"""
            WITH raised AS ({raise.CommandText} RETURNING scope, subject_id, settled_usd + held_usd - granted_usd AS used_usd)
            SELECT refuse_reservations()
            WHERE NOT EXISTS (SELECT FROM organizations WHERE id = ${organization} AND time_zone = ${zone})
                OR EXISTS (
                    SELECT FROM raised
                    WHERE used_usd > (
                        SELECT amount_usd FROM spending_limits
                        WHERE organization_id = ${organization} AND spending_limits.scope = raised.scope
                            AND (person_id = ${everybody} OR (raised.scope = ${ofPerson} AND person_id = raised.subject_id))
                        ORDER BY person_id = ${everybody}
                        LIMIT 1))
            """;
        raise.Add(organizationId, calendar.Zone.Id, Guid.Empty, SnakeCase.Of(BudgetScope.PersonDay));
    }
}
