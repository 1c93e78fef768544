using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdCreator.Core.Data;

/// <summary>Adds the database, the clock and the data directory.</summary>
public static class DataRegistration
{
    /// <summary>The key of the app's connection string.</summary>
    public const string ConnectionKey = "ConnectionStrings:AdCreator";

    /// <summary>The key of the owner's connection string.</summary>
    public const string MigrationsConnectionKey = "ConnectionStrings:AdCreatorMigrations";

    /// <summary>The key of the data directory.</summary>
    public const string DataDirectoryKey = "AdCreator:DataDirectory";

    /// <summary>Adds the database, the clock and the data directory.</summary>
    public static IHostApplicationBuilder AddData(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => OpenDataDirectory(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton(services => ReadSettings(builder.Configuration, services.GetRequiredService<DataDirectory>()));
        builder.Services.AddPooledDbContextFactory<AdCreatorDbContext>((services, options) =>
            options.UseAdCreatorDatabase(services.GetRequiredService<DatabaseSettings>()));
        builder.Services.AddSingleton<AdCreatorDb>();
        builder.Services.AddSingleton<DatabaseMigrator>();
        builder.Services.AddSingleton<DatabaseLogin>();
        return builder;
    }

    /// <summary>The connection string that the job engine shares with the app.</summary>
    internal static string EngineConnection(IConfiguration configuration, IHostEnvironment environment) =>
        ReadSettings(configuration, new DataDirectory(PathOfDataDirectory(configuration, environment))).ConnectionString;

    private static DatabaseSettings ReadSettings(IConfiguration configuration, DataDirectory directory)
    {
        var connection = configuration[ConnectionKey];
        if (string.IsNullOrWhiteSpace(connection))
        {
            var file = SqliteDatabase.ConnectionStringOf(Path.Combine(directory.Path, "adcreator.db"));
            return new DatabaseSettings(DatabaseKind.Sqlite, file, file);
        }

        var owner = configuration[MigrationsConnectionKey];
        return new DatabaseSettings(
            DatabaseKind.PostgreSql, connection, string.IsNullOrWhiteSpace(owner) ? connection : owner);
    }

    private static DataDirectory OpenDataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        var path = PathOfDataDirectory(configuration, environment);
        try
        {
            return new DataDirectory(Directory.CreateDirectory(path).FullName);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                DataDirectoryKey, typeof(DataDirectory), [$"{DataDirectoryKey}: {fault.Message.TrimEnd('.')}. It must be a folder that this program may write, for example /var/lib/adcreator."]);
        }
    }

    /// <summary>The configured folder, else <c>.data</c> beside the solution, else beside the program.</summary>
    private static string PathOfDataDirectory(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration[DataDirectoryKey];
        return Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Path.Combine(HomeOf(environment), ".data") : configured);
    }

    private static string HomeOf(IHostEnvironment environment)
    {
        var parent = Directory.GetParent(environment.ContentRootPath);
        return parent is not null && File.Exists(Path.Combine(parent.FullName, "AdCreator.sln"))
            ? parent.FullName
            : AppContext.BaseDirectory;
    }
}
