using AdCreator.Core.Data;

namespace AdCreator.Core.Organizations;

/// <summary>A person's place in an organization.</summary>
public sealed class Membership : ITenantOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid PersonId { get; init; }

    public required MembershipRole Role { get; set; }

    /// <summary>Whether the person may approve ads for shipping. An admin always may.</summary>
    public bool CanApprove { get; set; } = true;

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a member may do. Ordered: a higher role may do all that a lower one may.</summary>
public enum MembershipRole
{
    /// <summary>Makes and approves ads, sees the own usage.</summary>
    Member = 1,

    /// <summary>Also sees the organization's usage and manages its members.</summary>
    Admin = 2,
}
