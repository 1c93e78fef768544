namespace AdCreator.Core.Organizations;

/// <summary>This person acting in this organization. Every service method takes one.</summary>
/// <param name="PersonId">Who acts; empty for work of the organization without a person.</param>
/// <param name="OrganizationId">In which organization.</param>
/// <remarks>
/// An actor says who asks, not what is allowed: rights are read from the database at every operation by
/// <see cref="MembershipGuard"/>, because a circuit outlives sign-out and role changes.
/// </remarks>
public sealed record Actor(Guid PersonId, Guid OrganizationId)
{
    /// <summary>The organization itself at work, without a person (maintenance, system tasks).</summary>
    public static Actor System(Guid organizationId) => new(Guid.Empty, organizationId);

    /// <summary>Whether the organization itself acts.</summary>
    public bool IsSystem => PersonId == Guid.Empty;
}
