using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Agents.Assistant;
using AdCreator.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Agents;

/// <summary>Adds the agent and the jobs that it does.</summary>
public static class AgentsRegistration
{
    /// <summary>Adds the agent and the jobs that it does.</summary>
    public static IHostApplicationBuilder AddAgents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentDependenciesFactory>();
        builder.Services.AddSingleton<AdMaking>();
        builder.Services.AddSingleton<SetAssistant>();
        builder.Services.AddSingleton<HookWriter>();
        builder.Services.AddSingleton<AdTranslator>();
        builder.AddJobHandler<AdJob, AdJobHandler>();
        builder.AddJobHandler<ReferenceJob, ReferenceJobHandler>();
        return builder;
    }
}
