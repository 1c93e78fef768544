using AdCreator.Core.Data;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Organizations;

/// <summary>Reads an actor's rights from the database, at every operation.</summary>
public sealed class MembershipGuard(AdCreatorDb database, AuditLog audit)
{
    /// <summary>The actor's role as it stands now, or null when there is none (removed, disabled, never a member).</summary>
    /// <remarks>The system actor of an existing organization counts as an admin.</remarks>
    public async Task<MembershipRole?> FindRoleAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        if (actor.IsSystem)
        {
            return await context.Organizations.AnyAsync(o => o.Id == actor.OrganizationId, cancellationToken) ? MembershipRole.Admin : null;
        }

        return await context.Memberships
            .Where(m => m.PersonId == actor.PersonId && context.People.Any(p => p.Id == m.PersonId && p.DisabledAt == null))
            .Select(m => (MembershipRole?)m.Role)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The same for an answer that must not tell a stranger from a wrong id: a missing role is written to the audit log.</summary>
    /// <param name="target">Kind and id of what was asked for, such as <c>blob:0197…</c>.</param>
    public async Task<MembershipRole?> FindRoleAsync(Actor actor, string target, CancellationToken cancellationToken)
    {
        var role = await FindRoleAsync(actor, cancellationToken);
        if (role is null)
        {
            await DenyAsync(actor, target, "has no membership", cancellationToken);
        }

        return role;
    }

    /// <summary>Writes into the audit log that the actor did not get what was asked for.</summary>
    /// <param name="target">Kind and id of what was asked for, such as <c>blob:0197…</c>.</param>
    /// <param name="why">In words without secrets.</param>
    public Task DenyAsync(Actor actor, string target, string why, CancellationToken cancellationToken) =>
        // An actor without an organization has no log to write to.
        actor.OrganizationId == Guid.Empty
            ? Task.CompletedTask
            : audit.WriteAsync(actor, "access_denied", target, AuditResult.Denied, why, cancellationToken);

    /// <summary>Lets the actor pass when the role is at least the given one; a denial is written to the audit log.</summary>
    /// <exception cref="AccessDeniedException">The actor's role is missing or too low.</exception>
    public async Task<MembershipRole> RequireAsync(Actor actor, MembershipRole atLeast, CancellationToken cancellationToken)
    {
        var role = await FindRoleAsync(actor, cancellationToken);
        if (role >= atLeast)
        {
            return role.Value;
        }

        await DenyAsync(actor, $"organization:{actor.OrganizationId}", $"needs {atLeast}, has {role?.ToString() ?? "no membership"}", cancellationToken);
        throw new AccessDeniedException(actor, atLeast);
    }
}

/// <summary>An actor asked for what the role does not allow, or is no longer a member.</summary>
public sealed class AccessDeniedException(Actor actor, MembershipRole needed)
    : Exception($"This needs the role {needed} in the organization.")
{
    public Actor Actor { get; } = actor;

    public MembershipRole Needed { get; } = needed;
}
