using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Demo;

/// <summary>Adds the services of this folder.</summary>
public static class DemoRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddDemo(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
