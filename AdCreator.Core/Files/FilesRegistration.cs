using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Files;

/// <summary>Adds the services of this folder.</summary>
public static class FilesRegistration
{
    /// <summary>Adds the services of this folder.</summary>
    public static IHostApplicationBuilder AddFiles(this IHostApplicationBuilder builder)
    {
        return builder;
    }
}
