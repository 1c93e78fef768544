using AdCreator.Core.Data;

namespace AdCreator.Core.Organizations;

/// <summary>A place in an organization that waits for somebody to sign in with a verified e-mail address.</summary>
public sealed class Invitation : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>Lower-case address.</summary>
    public required string Email { get; init; }

    public required MembershipRole Role { get; set; }

    public required Guid InvitedByPersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; set; }
}
