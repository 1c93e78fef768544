using AdCreator.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AdCreator.Web.Security;

/// <summary>Keeps the keys that protect cookies in the data directory, so that sessions survive a restart.</summary>
public static class KeyStore
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("AdCreator");
        services.AddOptions<KeyManagementOptions>().Configure<DataDirectory, ILoggerFactory>((options, directory, loggers) =>
            options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(directory.Folder("keys")), loggers));
        return services;
    }
}
