namespace AdCreator.Core.Organizations.Members;

/// <summary>One page of an organization's members, and everybody who is expected.</summary>
/// <param name="Members">By name, at most <see cref="MemberService.PageSize"/>.</param>
/// <param name="Total">Members on all pages.</param>
/// <param name="Invitations">Open invitations by address, at most <see cref="MemberService.MaxInvitations"/>.</param>
public sealed record MemberList(IReadOnlyList<MemberRow> Members, int Total, IReadOnlyList<InvitationRow> Invitations);

/// <summary>A member as an admin sees it.</summary>
/// <param name="PersonId">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Address as the identity provider last told it; may be empty.</param>
/// <param name="Role">What the member may do.</param>
/// <param name="Since">When the membership began, UTC.</param>
/// <param name="IsDisabled">Whether the person may no longer sign in anywhere.</param>
/// <param name="CanApprove">Whether the membership lets the person approve ads; an admin may in any case.</param>
public sealed record MemberRow(Guid PersonId, string Name, string Email, MembershipRole Role, DateTimeOffset Since, bool IsDisabled, bool CanApprove);

/// <summary>A place that waits for somebody's first sign-in.</summary>
public sealed record InvitationRow(Guid Id, string Email, MembershipRole Role, DateTimeOffset CreatedAt);

/// <summary>What became of adding somebody.</summary>
public abstract record AddMemberResult
{
    private AddMemberResult()
    {
    }

    /// <summary>The person is known and is a member now.</summary>
    public sealed record Added(string Name) : AddMemberResult;

    /// <summary>Nobody with this verified address has signed in yet: the place waits.</summary>
    public sealed record Invited(string Email) : AddMemberResult;

    /// <summary>The person is a member already; nothing was changed.</summary>
    public sealed record AlreadyMember(string Name) : AddMemberResult;

    /// <summary>The address is expected already; nothing was changed.</summary>
    public sealed record AlreadyInvited(string Email) : AddMemberResult;

    /// <summary>Nothing was done, and why.</summary>
    public sealed record Invalid(string Message) : AddMemberResult;
}

/// <summary>What became of a change to a member or an invitation.</summary>
public enum MemberChange
{
    Done = 1,

    /// <summary>No such member or open invitation in this organization, or no longer.</summary>
    NotFound,

    /// <summary>It would leave the organization without an admin who can sign in.</summary>
    LastAdmin,
}
