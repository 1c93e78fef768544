using AdCreator.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AdCreator.Web.Security;

/// <summary>Keeps the keys that protect cookies, so that sessions survive a restart.</summary>
/// <remarks>On PostgreSQL in the database, where several processes share them; with SQLite as files that only their owner may read.</remarks>
public static class KeyStore
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("AdCreator");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>((options, provider) => options.XmlRepository = RepositoryOf(provider));
        return services;
    }

    private static IXmlRepository RepositoryOf(IServiceProvider services)
    {
        var loggers = services.GetRequiredService<ILoggerFactory>();
        if (services.GetRequiredService<DatabaseSettings>().Kind == DatabaseKind.PostgreSql)
        {
            return new EntityFrameworkCoreXmlRepository<AdCreatorDbContext>(services, loggers);
        }

        var folder = new DirectoryInfo(services.GetRequiredService<DataDirectory>().Folder("keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return new FileSystemXmlRepository(folder, loggers);
    }
}
