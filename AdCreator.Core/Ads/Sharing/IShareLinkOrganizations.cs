using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Sharing;

/// <summary>Finds the organization of a share link before any organization is known; each database has its own way past the walls.</summary>
public interface IShareLinkOrganizations
{
    /// <summary>The organization of the link with exactly this hash, or null.</summary>
    Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken);
}

/// <summary>On PostgreSQL: one function may look across organizations, and it takes exactly one hash.</summary>
/// <remarks><c>find_share_link_organization</c> is made by a migration and tells the organization alone.</remarks>
public sealed class PostgreSqlShareLinkOrganizations(AdCreatorDb database) : IShareLinkOrganizations
{
    /// <inheritdoc />
    public async Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var found = await context.Database
            .SqlQuery<Guid>($"""SELECT o AS "Value" FROM find_share_link_organization({secretHash}) AS o""")
            .ToListAsync(cancellationToken);
        return found is [var organization] ? organization : null;
    }
}

/// <summary>On SQLite, which has no row level security to get past.</summary>
public sealed class SqliteShareLinkOrganizations(AdCreatorDb database) : IShareLinkOrganizations
{
    /// <inheritdoc />
    public async Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var found = await context.Database
            .SqlQuery<Guid>($"""SELECT organization_id AS "Value" FROM share_links WHERE secret_hash = {secretHash}""")
            .ToListAsync(cancellationToken);
        return found is [var organization] ? organization : null;
    }
}
