using System.Security.Claims;
using AdCreator.Core.Organizations;

namespace AdCreator.Web.Security;

/// <summary>Makes the actor of a signed-in session, checked against the database.</summary>
public sealed class ActorAccessor(MembershipGuard guard)
{
    /// <summary>The actor, or null when nobody is signed in, no organization is chosen, or the membership is gone.</summary>
    public async ValueTask<Actor?> FindAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.FindPersonId() is not { } personId || user.FindOrganizationId() is not { } organizationId)
        {
            return null;
        }

        var actor = new Actor(personId, organizationId);
        return await guard.FindRoleAsync(actor, cancellationToken) is null ? null : actor;
    }
}
