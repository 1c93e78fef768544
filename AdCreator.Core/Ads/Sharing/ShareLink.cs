using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Sharing;

/// <summary>A link with which somebody without an account looks at a set: read-only, without costs, for a while.</summary>
public sealed class ShareLink : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>SHA-256 of the link's secret: the secret itself is shown once and kept nowhere.</summary>
    public required byte[] SecretHash { get; init; }

    public required Guid CreatedByPersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
