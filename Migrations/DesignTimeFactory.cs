using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdCreator.Migrations;

/// <summary>Lets <c>dotnet ef</c> reach the PostgreSQL database named by the environment.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AdCreatorDbContext>
{
    public AdCreatorDbContext CreateDbContext(string[] args)
    {
        var app = Environment.GetEnvironmentVariable("ConnectionStrings__AdCreator") ?? "Host=localhost;Database=adcreator;Username=adcreator";
        var owner = Environment.GetEnvironmentVariable("ConnectionStrings__AdCreatorMigrations") ?? app;
        var options = new DbContextOptionsBuilder<AdCreatorDbContext>();
        options.UseAdCreatorMigrations(new DatabaseSettings(DatabaseKind.PostgreSql, app, owner));
        return new AdCreatorDbContext(options.Options);
    }
}
