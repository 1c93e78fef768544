using AdCreator.Core.Agents;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Core.Usage;
using AdCreator.Tests.Ads.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AdCreator.Tests.Agents;

public sealed class AgentDependenciesTests
{
    private static readonly GeminiPrompt Prompt = new() { Texts = ["Name a colour."] };

    [Fact]
    public async Task Nothing_leaves_before_it_is_said_who_pays_and_then_the_actor_does()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        await using var dependencies = AgentDependencies.Open(studio.App.Services.GetRequiredService<IServiceScopeFactory>(), studio.Actor, UsageSubject.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => dependencies.Gemini.AnalyzeTextAsync(Prompt, TestContext.Current.CancellationToken));

        var ready = dependencies.Create(studio.Actor.PersonId, studio.Actor.OrganizationId);

        Assert.IsType<GeminiResult<string>.Generated>(await ready.Gemini.AnalyzeTextAsync(Prompt, TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(async () =>
        {
            await using var context = studio.App.Database.Open(studio.Actor.OrganizationId);
            return await context.TokenUsage.AnyAsync(u => u.UserId == studio.Actor.PersonId && u.Operation == UsageOperations.AnalyzeText && u.RunId == null);
        });
    }

    [Fact]
    public async Task Nobody_else_is_made_to_pay()
    {
        await using var studio = await DemoStudio.OpenAsync(DatabaseKind.Sqlite);
        var other = await studio.ActorAsync("marketer@other.local");
        var factory = studio.App.Services.GetRequiredService<AgentDependenciesFactory>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(studio.Actor, other.PersonId, studio.Actor.OrganizationId));
        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(studio.Actor, studio.Actor.PersonId, other.OrganizationId));
        await Assert.ThrowsAsync<AccessDeniedException>(() => OpenAsync(new Actor(other.PersonId, studio.Actor.OrganizationId), other.PersonId, studio.Actor.OrganizationId));

        Task<AgentDependencies> OpenAsync(Actor actor, Guid userId, Guid organizationId) =>
            factory.CreateAsync(actor, userId, organizationId, UsageSubject.None, TestContext.Current.CancellationToken);
    }
}
