using AdCreator.Core.Organizations;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdCreator.Web.Security;

/// <summary>Who acts on this page: person and organization of the circuit's (or request's) authentication state.</summary>
/// <remarks>
/// Never from a parameter, a query string or a form. The layout shows pages only to members, so a page may ask for the
/// actor with <see cref="GetAsync"/>; services check the rights again at every operation.
/// </remarks>
public sealed class CurrentActor(AuthenticationStateProvider authentication, ActorAccessor actors)
{
    /// <summary>The actor, or null when there is none (signed out, no organization, removed).</summary>
    public async ValueTask<Actor?> FindAsync(CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return await actors.FindAsync(state.User, cancellationToken);
    }

    /// <summary>The actor.</summary>
    /// <exception cref="AccessDeniedException">Signed out, or no longer a member of the organization.</exception>
    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken)
        ?? throw new AccessDeniedException(new Actor(Guid.Empty, Guid.Empty), MembershipRole.Member);
}
