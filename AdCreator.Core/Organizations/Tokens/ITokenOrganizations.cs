using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations.Tokens;

/// <summary>Finds the organization of a token before any organization is known; each database has its own way past the walls.</summary>
public interface ITokenOrganizations
{
    /// <summary>The organization of the token with exactly this hash, or null.</summary>
    Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken);
}

/// <summary>On PostgreSQL: one function may look across organizations, and it takes exactly one hash.</summary>
/// <remarks><c>find_access_token_organization</c> is made by a migration and tells the organization alone.</remarks>
public sealed class PostgreSqlTokenOrganizations(AdCreatorDb database) : ITokenOrganizations
{
    /// <inheritdoc />
    public async Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var found = await context.Database
            .SqlQuery<Guid>($"""SELECT o AS "Value" FROM find_access_token_organization({secretHash}) AS o""")
            .ToListAsync(cancellationToken);
        return found is [var organization] ? organization : null;
    }
}

/// <summary>On SQLite, which has no row level security to get past.</summary>
public sealed class SqliteTokenOrganizations(AdCreatorDb database) : ITokenOrganizations
{
    /// <inheritdoc />
    public async Task<Guid?> FindAsync(byte[] secretHash, CancellationToken cancellationToken)
    {
        await using var context = database.OpenWithoutOrganization();
        var found = await context.Database
            .SqlQuery<Guid>($"""SELECT organization_id AS "Value" FROM access_tokens WHERE secret_hash = {secretHash}""")
            .ToListAsync(cancellationToken);
        return found is [var organization] ? organization : null;
    }
}
