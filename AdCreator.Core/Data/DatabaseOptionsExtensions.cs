using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Data;

/// <summary>Configures a context for one of the two databases.</summary>
public static class DatabaseOptionsExtensions
{
    /// <summary>The app's own use: tenant walls on, on PostgreSQL as the role <c>adcreator_app</c>.</summary>
    public static DbContextOptionsBuilder UseAdCreatorDatabase(this DbContextOptionsBuilder options, DatabaseSettings settings)
    {
        options.AddInterceptors(TenantWriteGuard.Instance);
        return settings.Kind == DatabaseKind.PostgreSql
            ? PostgreSqlDatabase.ConfigureForApp(options, settings.ConnectionString)
            : SqliteDatabase.Configure(options, settings.ConnectionString);
    }

    /// <summary>For migrating: as the tables' owner.</summary>
    public static DbContextOptionsBuilder UseAdCreatorMigrations(this DbContextOptionsBuilder options, DatabaseSettings settings) =>
        settings.Kind == DatabaseKind.PostgreSql
            ? PostgreSqlDatabase.ConfigureForMigrations(options, settings)
            : SqliteDatabase.Configure(options, settings.MigrationsConnectionString);
}
