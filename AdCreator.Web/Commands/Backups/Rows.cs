using System.IO.Compression;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Web.Commands.Backups;

/// <summary>The rows of an installation, of either database.</summary>
internal abstract class Rows(DatabaseSettings settings)
{
    /// <summary>Made anew by any start, so they do not make an installation one that holds data.</summary>
    protected const string KeyTable = "data_protection_keys";

    /// <summary>The kind of database, as it stands in a backup.</summary>
    public abstract string Kind { get; }

    /// <summary>The last migration that this program knows.</summary>
    public string ProgramMigration
    {
        get
        {
            using var context = Open();
            return context.Database.GetMigrations().Last();
        }
    }

    protected DatabaseSettings Settings => settings;

    /// <summary>The rows of the configured database.</summary>
    public static Rows Of(IServiceProvider services)
    {
        var settings = services.GetRequiredService<DatabaseSettings>();
        return settings.Kind == DatabaseKind.Sqlite ? new SqliteRows(settings) : new PostgreSqlRows(settings);
    }

    /// <summary>How many migrations the database lacks.</summary>
    public async Task<int> FindPendingAsync(CancellationToken cancellationToken)
    {
        await using var context = Open();
        return (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
    }

    /// <summary>The last migration that was applied.</summary>
    public async Task<string> FindMigrationAsync(CancellationToken cancellationToken)
    {
        await using var context = Open();
        return (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
    }

    /// <summary>Whether the database holds no row of the product.</summary>
    public abstract Task<bool> IsEmptyAsync(CancellationToken cancellationToken);

    /// <summary>Writes the rows of one moment as entries.</summary>
    /// <param name="scratch">A path beside which temporary files may lie.</param>
    public abstract Task WriteAsync(ZipArchive zip, string scratch, CancellationToken cancellationToken);

    /// <summary>Reads the rows back; just before they count, calls <paramref name="moveFiles"/>.</summary>
    public abstract Task RestoreAsync(ZipArchive zip, Action moveFiles, CancellationToken cancellationToken);

    /// <summary>The product's tables, each after those it refers to.</summary>
    protected IReadOnlyList<string> ListTables()
    {
        using var context = Open();
        var needs = context.Model.GetEntityTypes()
            .GroupBy(e => e.GetTableName()!, StringComparer.Ordinal)
            .ToDictionary(
                t => t.Key,
                t => t.SelectMany(e => e.GetForeignKeys()).Select(k => k.PrincipalEntityType.GetTableName()!).Where(p => p != t.Key).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
        List<string> ordered = [];
        while (needs.Count > 0)
        {
            var ready = needs.Where(t => t.Value.All(ordered.Contains)).Select(t => t.Key).Order(StringComparer.Ordinal).ToList();
            if (ready.Count == 0)
            {
                throw new InvalidOperationException($"Tables refer to each other in a circle: {string.Join(", ", needs.Keys)}");
            }

            ordered.AddRange(ready);
            ready.ForEach(table => needs.Remove(table));
        }

        return ordered;
    }

    /// <summary>The model as the tables' owner sees it.</summary>
    protected AdCreatorDbContext Open()
    {
        var options = new DbContextOptionsBuilder<AdCreatorDbContext>();
        options.UseAdCreatorMigrations(settings);
        return new AdCreatorDbContext(options.Options);
    }

    /// <summary>A name as SQL writes it.</summary>
    protected static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
