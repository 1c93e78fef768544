using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Data;

/// <summary>Adds the services of this folder.</summary>
public static class DataRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddData(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
