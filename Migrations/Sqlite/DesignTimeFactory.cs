using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdCreator.Migrations.Sqlite;

/// <summary>Lets <c>dotnet ef</c> make SQLite migrations; the app applies them at start.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AdCreatorDbContext>
{
    public AdCreatorDbContext CreateDbContext(string[] args)
    {
        var file = $"Data Source={Path.Combine(Path.GetTempPath(), "adcreator-design.db")}";
        var options = new DbContextOptionsBuilder<AdCreatorDbContext>();
        options.UseAdCreatorMigrations(new DatabaseSettings(DatabaseKind.Sqlite, file, file));
        return new AdCreatorDbContext(options.Options);
    }
}
