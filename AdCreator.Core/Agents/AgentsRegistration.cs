using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Agents;

/// <summary>Adds the services of this folder.</summary>
public static class AgentsRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddAgents(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
