using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>An organization as one of its members sees it.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name of its time zone.</param>
/// <param name="Role">What the member may do in it.</param>
public sealed record OrganizationChoice(Guid OrganizationId, string Name, string TimeZone, MembershipRole Role);

/// <summary>The organizations that people belong to.</summary>
public sealed class OrganizationService(AdCreatorDb database)
{
    /// <summary>The organizations of a person, by name.</summary>
    public async Task<IReadOnlyList<OrganizationChoice>> ListForPersonAsync(Guid personId, CancellationToken cancellationToken)
    {
        await using var context = database.OpenForPerson(personId);
        return await context.Memberships
            .Where(m => m.PersonId == personId)
            .Join(context.Organizations, m => m.OrganizationId, o => o.Id, (m, o) => new { m.Role, o.Id, o.Name, o.TimeZone })
            .OrderBy(o => o.Name)
            .Select(o => new OrganizationChoice(o.Id, o.Name, o.TimeZone, o.Role))
            .ToListAsync(cancellationToken);
    }
}
