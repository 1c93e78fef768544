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
    private readonly UsageSubject subject;

    private AgentDependencies(AsyncServiceScope scope, Actor actor, UsageSubject subject)
    {
        this.scope = scope;
        this.subject = subject;
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

    /// <summary>Opens the scope of one operation. Until <see cref="Create"/> said who pays, no call leaves it.</summary>
    /// <param name="scopes">Opens the scope.</param>
    /// <param name="actor">The current actor: from the circuit's authentication state, in a job from the stored job.</param>
    /// <param name="subject">The brand, run and ad the calls are for.</param>
    internal static AgentDependencies Open(IServiceScopeFactory scopes, Actor actor, UsageSubject subject) =>
        new(scopes.CreateAsyncScope(), actor, subject);

    /// <summary>Tells the service of this operation who pays for its calls.</summary>
    /// <param name="userId">Who caused the calls; must be the actor's.</param>
    /// <param name="organizationId">Who pays; must be the actor's.</param>
    /// <returns>These dependencies, ready for calls.</returns>
    /// <exception cref="InvalidOperationException">One of the ids is not the actor's.</exception>
    public AgentDependencies Create(Guid userId, Guid organizationId)
    {
        if (userId != Actor.PersonId || organizationId != Actor.OrganizationId)
        {
            throw new InvalidOperationException("Model calls are metered to the current actor, never to anyone else.");
        }

        var usageTracker = scope.ServiceProvider.GetRequiredService<UsageTracker>();
        Gemini.SetTrackingContext(usageTracker, userId, organizationId, subject);
        return this;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
