using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Jobs;

/// <summary>Adds the services of this folder.</summary>
public static class JobsRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
