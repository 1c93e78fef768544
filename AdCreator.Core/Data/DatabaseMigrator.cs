using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Data;

/// <summary>Says which migrations are pending, and applies them.</summary>
public sealed class DatabaseMigrator(DatabaseSettings settings)
{
    /// <summary>The command that an operator runs when migrations are pending on PostgreSQL.</summary>
    public const string Command = "dotnet ef database update --project Migrations";

    /// <summary>Names of migrations that this program has and the database has not; throws when the database is away.</summary>
    /// <remarks>Asked as the app's plain login: before the first migration its role does not exist yet.</remarks>
    public async Task<IReadOnlyList<string>> FindPendingAsync(CancellationToken cancellationToken)
    {
        await using var context = Open(settings with { MigrationsConnectionString = settings.ConnectionString });
        return [.. await context.Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    /// <summary>Applies what is pending, as the tables' owner, and lets the app's login act as the app's role.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = Open(settings);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>As the tables' owner.</summary>
    internal static AdCreatorDbContext Open(DatabaseSettings settings)
    {
        var options = new DbContextOptionsBuilder<AdCreatorDbContext>();
        options.UseAdCreatorMigrations(settings);
        return new AdCreatorDbContext(options.Options);
    }
}
