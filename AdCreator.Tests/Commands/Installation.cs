using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Web.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AdCreator.Tests.Commands;

/// <summary>A data directory and a database, on which an operator's commands are run.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly DatabaseSettings settings;
    private readonly string? database;
    private readonly ServiceProvider services;

    private Installation(string folder, DatabaseSettings settings, string? database)
    {
        (Folder, this.settings, this.database) = (folder, settings, database);
        services = new ServiceCollection()
            .AddDbContextFactory<AdCreatorDbContext>(options => options.UseAdCreatorDatabase(settings))
            .AddSingleton<AdCreatorDb>()
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public AdCreatorDb Database => services.GetRequiredService<AdCreatorDb>();

    /// <summary>Not migrated yet.</summary>
    public static async Task<Installation> CreateAsync(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("adcreator-installation-").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            var connection = $"Data Source={Path.Combine(folder, "adcreator.db")};Pooling=False";
            return new Installation(folder, new DatabaseSettings(kind, connection, connection), null);
        }

        await PostgreSqlServer.Ready.Value;
        var name = await PostgreSqlServer.CreateDatabaseAsync();
        return new Installation(folder, PostgreSqlServer.SettingsOf(name), name);
    }

    /// <summary>Runs a command as the program does, with this installation's settings; gives the exit code.</summary>
    public Task<int?> RunAsync(params string[] words)
    {
        List<string> args = [.. words, $"--{DataRegistration.DataDirectoryKey}={Folder}"];
        if (settings.Kind == DatabaseKind.PostgreSql)
        {
            args.Add($"--{DataRegistration.ConnectionKey}={settings.ConnectionString}");
            args.Add($"--{DataRegistration.MigrationsConnectionKey}={settings.MigrationsConnectionString}");
        }

        return CommandLine.RunAsync([.. args]);
    }

    /// <summary>Adds an organization with one member.</summary>
    public async Task<Actor> AddActorAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var actor = new Actor(NewId.At(now), NewId.At(now));
        await using var context = Database.Open(actor.OrganizationId);
        context.Organizations.Add(new Organization { Id = actor.OrganizationId, Name = "Tabs\tand\nlines \\ „Ünï“", TimeZone = "UTC", CreatedAt = now });
        context.People.Add(new Person
        {
            Id = actor.PersonId, Issuer = "test", Subject = "1", Email = "a@example.com", EmailVerified = true, DisplayName = "A",
            CreatedAt = now, SecurityStamp = NewId.At(now),
        });
        context.Memberships.Add(new Membership { OrganizationId = actor.OrganizationId, PersonId = actor.PersonId, Role = MembershipRole.Admin, CreatedAt = now });
        await context.SaveChangesAsync();
        return actor;
    }

    /// <summary>Every row of every table of the model as text, read by the tables' owner.</summary>
    public async Task<SortedDictionary<string, List<string>>> DumpAsync()
    {
        await using var context = Database.OpenWithoutOrganization();
        var dump = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in context.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct().ToList())
        {
            dump[table] = await RowsOfAsync(table);
        }

        return dump;
    }

    /// <summary>Every table of a PostgreSQL installation, partitions too.</summary>
    public async Task<List<string>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(settings.MigrationsConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    /// <summary>Runs a statement as the tables' owner of a PostgreSQL installation.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(settings.MigrationsConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        if (database is not null)
        {
            await PostgreSqlServer.DropDatabaseAsync(database);
        }
    }

    private async Task<List<string>> RowsOfAsync(string table)
    {
        await using System.Data.Common.DbConnection connection = settings.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection(settings.ConnectionString)
            : new NpgsqlConnection(settings.MigrationsConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={reader.GetValue(i)}")));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
