using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Data;

/// <summary>Opens database contexts. The only way to one, because a context must know whose rows it may see.</summary>
/// <remarks>
/// One short context per operation; no context is held by a page or a circuit. Contexts come from a pool, because making
/// one takes longer than a short question: whose rows it may see is said anew each time.
/// </remarks>
public sealed class AdCreatorDb(IDbContextFactory<AdCreatorDbContext> factory)
{
    /// <summary>A context that sees the rows of one organization.</summary>
    public AdCreatorDbContext Open(Guid organizationId) => Open(organizationId, Guid.Empty);

    /// <summary>A context that sees no organization's rows, but the given person's memberships and invitations.</summary>
    public AdCreatorDbContext OpenForPerson(Guid personId) => Open(Guid.Empty, personId);

    /// <summary>A context for tables that belong to no organization: people, organizations, keys, job engine.</summary>
    public AdCreatorDbContext OpenWithoutOrganization() => Open(Guid.Empty, Guid.Empty);

    private AdCreatorDbContext Open(Guid organizationId, Guid personId)
    {
        var context = factory.CreateDbContext();
        context.OrganizationId = organizationId;
        context.PersonId = personId;
        return context;
    }
}
