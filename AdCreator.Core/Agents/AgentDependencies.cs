using AdCreator.Core.Ads;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace AdCreator.Core.Agents;

/// <summary>What an agent works with for one operation of one actor: services of a scope of their own, metered to that actor.</summary>
/// <remarks>
/// In Blazor a circuit's scope lasts as long as the page, so two operations at once would share a tracking context.
/// Hence one scope per operation, opened by <see cref="AgentDependenciesFactory"/> and disposed with this.
/// </remarks>
public sealed class AgentDependencies : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;

    private AgentDependencies(AsyncServiceScope scope, Actor actor)
    {
        this.scope = scope;
        Actor = actor;
        Gemini = scope.ServiceProvider.GetRequiredService<GeminiService>();
        Problems = scope.ServiceProvider.GetRequiredService<StepProblems>();
    }

    /// <summary>Who acts, and who pays.</summary>
    public Actor Actor { get; }

    /// <summary>Model calls, metered to <see cref="Actor"/>.</summary>
    public GeminiService Gemini { get; }

    /// <summary>Puts the endings of model calls into words.</summary>
    public StepProblems Problems { get; }

    /// <summary>Builds the dependencies and tells the service who pays for its calls.</summary>
    /// <param name="scopes">Opens the scope of this operation.</param>
    /// <param name="actor">The current actor: from the circuit's authentication state, in a job from the stored job.</param>
    /// <param name="userId">Who caused the calls; must be the actor's.</param>
    /// <param name="organizationId">Who pays; must be the actor's.</param>
    /// <param name="subject">The brand, run and ad the calls are for.</param>
    /// <exception cref="InvalidOperationException">One of the ids is not the actor's.</exception>
    internal static AgentDependencies Create(IServiceScopeFactory scopes, Actor actor, Guid userId, Guid organizationId, UsageSubject subject)
    {
        if (userId != actor.PersonId || organizationId != actor.OrganizationId)
        {
            throw new InvalidOperationException("Model calls are metered to the current actor, never to anyone else.");
        }

        var opened = scopes.CreateAsyncScope();
        var dependencies = new AgentDependencies(opened, actor);
        var tracker = opened.ServiceProvider.GetRequiredService<UsageTracker>();
        dependencies.Gemini.SetTrackingContext(tracker, userId, organizationId, subject);
        return dependencies;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
