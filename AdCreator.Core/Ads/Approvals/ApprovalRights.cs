using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Says who may approve ads: admins, and members with that right.</summary>
public sealed class ApprovalRights(AdCreatorDb database, MembershipGuard guard)
{
    /// <summary>What somebody without the right reads.</summary>
    public const string Missing = "Ask an admin for the right to approve.";

    /// <summary>Whether the actor may approve. An approval names a person, so the organization itself may not.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    public async Task<bool> MayApproveAsync(Actor actor, CancellationToken cancellationToken)
    {
        var role = await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        if (actor.IsSystem || role >= MembershipRole.Admin)
        {
            return !actor.IsSystem;
        }

        await using var context = database.Open(actor.OrganizationId);
        return await context.Memberships.AnyAsync(
            m => m.OrganizationId == actor.OrganizationId && m.PersonId == actor.PersonId && m.CanApprove, cancellationToken);
    }

    /// <summary>The same for an act: a refusal is written to the audit log.</summary>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    internal async Task<bool> RequireAsync(Actor actor, Guid adId, CancellationToken cancellationToken)
    {
        if (await MayApproveAsync(actor, cancellationToken))
        {
            return true;
        }

        await guard.DenyAsync(actor, $"ad:{adId}", "has no right to approve", cancellationToken);
        return false;
    }
}
