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
}
