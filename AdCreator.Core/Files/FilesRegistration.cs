using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdCreator.Core.Files;

/// <summary>Adds the blob store and the picture intake.</summary>
public static class FilesRegistration
{
    /// <summary>Adds the services of this folder. Needs the data directory and the membership guard.</summary>
    public static IHostApplicationBuilder AddFiles(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BlobStore>();
        builder.Services.AddSingleton<PictureIntake>();
        return builder;
    }
}
