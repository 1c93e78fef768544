using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>Accepts invitations on SQLite, which has no row level security to get past.</summary>
public sealed class SqliteInvitations(AdCreatorDb database, TimeProvider time) : IInvitations
{
    /// <inheritdoc />
    public async Task AcceptAsync(Person person, CancellationToken cancellationToken)
    {
        await using var context = database.OpenForPerson(person.Id);
        var now = time.GetUtcNow().UtcTicks;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO memberships (organization_id, person_id, role, created_at)
            SELECT i.organization_id, p.id, i.role, {now}
            FROM invitations i JOIN people p ON p.email = i.email
            WHERE p.id = {person.Id} AND p.email_verified AND p.disabled_at IS NULL AND i.accepted_at IS NULL
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE invitations SET accepted_at = {now}
            WHERE accepted_at IS NULL
              AND email = (SELECT email FROM people WHERE id = {person.Id} AND email_verified AND disabled_at IS NULL)
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
