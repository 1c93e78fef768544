using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Usage;

/// <summary>Adds the services of this folder.</summary>
public static class UsageRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddUsage(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
