using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations.Members;

/// <summary>Who belongs to an organization. For its admins only: every method reads the actor's role anew.</summary>
/// <remarks>Changes and their audit entries are stored together, one change of an organization's members after another.</remarks>
public sealed class MemberService(AdCreatorDb database, MembershipGuard guard, AuditLog audit, TimeProvider time)
{
    /// <summary>Members on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Open invitations an organization may have.</summary>
    public const int MaxInvitations = 200;

    /// <summary>The members by name, and the open invitations.</summary>
    /// <param name="number">Page, from 1.</param>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<MemberList> ListAsync(Actor actor, int number, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        var members = await context.Memberships.AsNoTracking()
            .Join(context.People, m => m.PersonId, p => p.Id, (m, p) => new { m.Role, m.CanApprove, m.CreatedAt, p.Id, p.DisplayName, p.Email, p.DisabledAt })
            .OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Skip((Math.Max(1, number) - 1) * PageSize)
            .Take(PageSize)
            .Select(p => new MemberRow(p.Id, p.DisplayName, p.Email, p.Role, p.CreatedAt, p.DisabledAt != null, p.CanApprove))
            .ToListAsync(cancellationToken);
        var invitations = await context.Invitations.AsNoTracking()
            .Where(i => i.AcceptedAt == null)
            .OrderBy(i => i.Email)
            .Take(MaxInvitations)
            .Select(i => new InvitationRow(i.Id, i.Email, i.Role, i.CreatedAt))
            .ToListAsync(cancellationToken);
        return new MemberList(members, await context.Memberships.CountAsync(cancellationToken), invitations);
    }

    /// <summary>Adds the person with this verified address; somebody unknown gets an invitation that waits for the first sign-in.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<AddMemberResult> AddAsync(Actor actor, string email, MembershipRole role, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        if (EmailAddress.Normalize(email) is not { } address)
        {
            return new AddMemberResult.Invalid($"Enter one e-mail address such as name@example.com, at most {EmailAddress.MaxLength} characters.");
        }

        await using var context = database.Open(actor.OrganizationId);
        await using var change = await MemberLock.BeginAsync(context, cancellationToken);
        var person = await context.People.AsNoTracking()
            .Where(p => p.Email == address && p.EmailVerified && p.DisabledAt == null)
            .OrderByDescending(p => p.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var result = person is null
            ? await InviteAsync(context, actor, address, role, cancellationToken)
            : await AddAsync(context, actor, person, role, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>Gives a member another role; it counts from the member's next click.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public Task<MemberChange> ChangeRoleAsync(Actor actor, Guid personId, MembershipRole role, CancellationToken cancellationToken) =>
        ChangeAsync(actor, personId, keepsAdmin: role == MembershipRole.Admin, (context, membership) =>
        {
            if (membership.Role != role)
            {
                audit.Add(context, actor, "member_role_changed", $"person:{personId}", AuditResult.Done, $"{membership.Role} to {role}");
                membership.Role = role;
            }
        }, cancellationToken);

    /// <summary>Gives or takes the right to approve ads. An admin has it anyway; what is set here counts again once the role is lower.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public Task<MemberChange> SetApprovalAsync(Actor actor, Guid personId, bool canApprove, CancellationToken cancellationToken) =>
        ChangeAsync(actor, personId, keepsAdmin: true, (context, membership) =>
        {
            if (membership.CanApprove != canApprove)
            {
                audit.Add(context, actor, "member_approval_changed", $"person:{personId}", AuditResult.Done, canApprove ? "may approve ads" : "may no longer approve ads");
                membership.CanApprove = canApprove;
            }
        }, cancellationToken);

    /// <summary>Ends a membership; the member's open pages and cookies of this organization end within five seconds.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public Task<MemberChange> RemoveAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, personId, keepsAdmin: false, (context, membership) =>
        {
            audit.Add(context, actor, "member_removed", $"person:{personId}", AuditResult.Done, $"was {membership.Role}");
            context.Memberships.Remove(membership);
        }, cancellationToken);

    /// <summary>Takes an open invitation back.</summary>
    /// <exception cref="AccessDeniedException">The actor is no admin.</exception>
    public async Task<MemberChange> WithdrawAsync(Actor actor, Guid invitationId, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        await using var change = await MemberLock.BeginAsync(context, cancellationToken);
        var invitation = await context.Invitations.SingleOrDefaultAsync(i => i.Id == invitationId && i.AcceptedAt == null, cancellationToken);
        if (invitation is null)
        {
            return MemberChange.NotFound;
        }

        context.Invitations.Remove(invitation);
        audit.Add(context, actor, "invitation_withdrawn", $"invitation:{invitationId}", AuditResult.Done, invitation.Email);
        await context.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return MemberChange.Done;
    }

    private async Task<MemberChange> ChangeAsync(
        Actor actor, Guid personId, bool keepsAdmin, Action<AdCreatorDbContext, Membership> apply, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Admin, cancellationToken);
        await using var context = database.Open(actor.OrganizationId);
        await using var change = await MemberLock.BeginAsync(context, cancellationToken);
        var membership = await context.Memberships.SingleOrDefaultAsync(m => m.PersonId == personId, cancellationToken);
        if (membership is null)
        {
            return MemberChange.NotFound;
        }

        var loses = membership.Role == MembershipRole.Admin && !keepsAdmin;
        if (loses && !await HasOtherAdminAsync(context, personId, cancellationToken))
        {
            return MemberChange.LastAdmin;
        }

        apply(context, membership);
        await context.SaveChangesAsync(cancellationToken);
        await change.CommitAsync(cancellationToken);
        return MemberChange.Done;
    }

    private static Task<bool> HasOtherAdminAsync(AdCreatorDbContext context, Guid personId, CancellationToken cancellationToken) =>
        context.Memberships.AnyAsync(
            m => m.PersonId != personId && m.Role == MembershipRole.Admin && context.People.Any(p => p.Id == m.PersonId && p.DisabledAt == null),
            cancellationToken);

    private async Task<AddMemberResult> AddAsync(
        AdCreatorDbContext context, Actor actor, Person person, MembershipRole role, CancellationToken cancellationToken)
    {
        if (await context.Memberships.AnyAsync(m => m.PersonId == person.Id, cancellationToken))
        {
            return new AddMemberResult.AlreadyMember(person.DisplayName);
        }

        context.Memberships.Add(new Membership
        {
            OrganizationId = actor.OrganizationId, PersonId = person.Id, Role = role, CreatedAt = time.GetUtcNow(),
        });

        // An invitation that waited for this address has come true, and must not add the person again after a removal.
        await context.Invitations.Where(i => i.Email == person.Email).ExecuteDeleteAsync(cancellationToken);
        audit.Add(context, actor, "member_added", $"person:{person.Id}", AuditResult.Done, $"as {role}");
        return new AddMemberResult.Added(person.DisplayName);
    }

    private async Task<AddMemberResult> InviteAsync(
        AdCreatorDbContext context, Actor actor, string address, MembershipRole role, CancellationToken cancellationToken)
    {
        if (await context.Invitations.AnyAsync(i => i.Email == address && i.AcceptedAt == null, cancellationToken))
        {
            return new AddMemberResult.AlreadyInvited(address);
        }

        if (await context.Invitations.CountAsync(i => i.AcceptedAt == null, cancellationToken) >= MaxInvitations)
        {
            return new AddMemberResult.Invalid($"{MaxInvitations} invitations are open already. Withdraw some first.");
        }

        // One row an address: an accepted invitation of the past makes room.
        await context.Invitations.Where(i => i.Email == address).ExecuteDeleteAsync(cancellationToken);
        var invitation = new Invitation
        {
            Id = NewId.Next(time),
            OrganizationId = actor.OrganizationId,
            Email = address,
            Role = role,
            InvitedByPersonId = actor.PersonId,
            CreatedAt = time.GetUtcNow(),
        };
        context.Invitations.Add(invitation);
        audit.Add(context, actor, "invitation_made", $"invitation:{invitation.Id}", AuditResult.Done, $"{address} as {role}");
        return new AddMemberResult.Invited(address);
    }
}
