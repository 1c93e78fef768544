using AdCreator.Core.Data;

namespace AdCreator.Core.Organizations.Tokens;

/// <summary>A secret with which a program acts as one person in one organization. The secret itself is stored nowhere.</summary>
public sealed class AccessToken : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Whose rights the token has, as they stand at each call.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What the person calls it, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, 32 bytes. The secret has 256 random bits, so that no salt is needed.</summary>
    public required byte[] SecretHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on the token is refused.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The last use, to the minute; null before the first.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When a refused use was last written to the audit log; null before the first.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
