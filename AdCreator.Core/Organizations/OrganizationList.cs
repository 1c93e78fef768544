using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>Every organization there is, for work that goes through all of them, one after the other.</summary>
internal static class OrganizationList
{
    /// <summary>Their ids in ascending order; nothing is left open meanwhile.</summary>
    public static async Task<List<Guid>> ListOrganizationsAsync(this AdCreatorDb database, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        return await context.Organizations.OrderBy(o => o.Id).Select(o => o.Id).ToListAsync(cancellationToken);
    }
}
