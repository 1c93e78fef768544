using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace AdCreator.Core.Agents;

/// <summary>Opens an agent's dependencies, after reading the actor's membership from the database.</summary>
public sealed class AgentDependenciesFactory(IServiceScopeFactory scopes, MembershipGuard guard)
{
    /// <summary>Dependencies for one operation. Dispose them when it ends.</summary>
    /// <param name="actor">The current actor.</param>
    /// <param name="userId">Who caused the calls; must be the actor's.</param>
    /// <param name="organizationId">Who pays; must be the actor's.</param>
    /// <param name="subject">The brand, run and ad the calls are for.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="AccessDeniedException">The actor is not, or no longer, a member.</exception>
    /// <exception cref="InvalidOperationException">One of the ids is not the actor's.</exception>
    public async Task<AgentDependencies> CreateAsync(
        Actor actor, Guid userId, Guid organizationId, UsageSubject subject, CancellationToken cancellationToken)
    {
        await guard.RequireAsync(actor, MembershipRole.Member, cancellationToken);
        var opened = AgentDependencies.Open(scopes, actor, subject);
        try
        {
            return opened.Create(userId, organizationId);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
