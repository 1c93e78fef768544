using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>Accepts invitations on PostgreSQL, through the one function that may look across organizations.</summary>
/// <remarks><c>accept_invitations</c> is made by a migration and reads the address from <c>people</c> itself.</remarks>
public sealed class PostgreSqlInvitations(AdCreatorDb database) : IInvitations
{
    /// <inheritdoc />
    public async Task AcceptAsync(Person person, CancellationToken cancellationToken)
    {
        await using var context = database.OpenForPerson(person.Id);
        await context.Database.ExecuteSqlAsync($"SELECT accept_invitations({person.Id})", cancellationToken);
    }

    /// <summary>The function's definition, run by a migration as the tables' owner.</summary>
    public const string FunctionSql =
        """
        CREATE OR REPLACE FUNCTION accept_invitations(person uuid) RETURNS integer
        LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
        DECLARE
            address text;
            accepted integer;
        BEGIN
            SELECT email INTO address FROM people WHERE id = person AND email_verified AND disabled_at IS NULL AND email <> '';
            IF address IS NULL THEN
                RETURN 0;
            END IF;

            INSERT INTO memberships (organization_id, person_id, role, created_at)
            SELECT organization_id, person, role, now() FROM invitations WHERE email = address AND accepted_at IS NULL
            ON CONFLICT DO NOTHING;

            UPDATE invitations SET accepted_at = now() WHERE email = address AND accepted_at IS NULL;
            GET DIAGNOSTICS accepted = ROW_COUNT;
            RETURN accepted;
        END
        $$;
        REVOKE ALL ON FUNCTION accept_invitations(uuid) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION accept_invitations(uuid) TO adcreator_app;
        """;
}
