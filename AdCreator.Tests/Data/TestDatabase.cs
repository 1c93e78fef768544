using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using AdCreator.Core.Organizations.Activity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdCreator.Tests.Data;

/// <summary>A migrated, empty database of one test: a copy of a template that is migrated once per test process.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly Func<ValueTask> drop;

    private TestDatabase(DatabaseSettings settings, Func<ValueTask> drop)
    {
        Settings = settings;
        this.drop = drop;
        services = new ServiceCollection()
            .AddPooledDbContextFactory<AdCreatorDbContext>(options => options.UseAdCreatorDatabase(settings))
            .AddSingleton<AdCreatorDb>()
            .BuildServiceProvider();
    }

    public DatabaseSettings Settings { get; }

    /// <summary>Opens contexts as the app does: on PostgreSQL behind row level security.</summary>
    public AdCreatorDb Database => services.GetRequiredService<AdCreatorDb>();

    /// <summary>Reads rights as the app does.</summary>
    public MembershipGuard Guard => new(Database, new AuditLog(Database, new NoClientAddress(), TimeProvider.System));

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind == DatabaseKind.PostgreSql
        ? await CreatePostgreSqlAsync()
        : await CreateSqliteAsync();

    /// <summary>Adds an organization with one member and gives that member as an actor.</summary>
    public async Task<Actor> AddActorAsync(MembershipRole role = MembershipRole.Member, string name = "Test Studio", string timeZone = "UTC") =>
        await AddMemberAsync(await Database.AddOrganizationAsync(name, timeZone), role);

    /// <summary>Adds a person to an organization and gives that person as an actor.</summary>
    public async Task<Actor> AddMemberAsync(Guid organizationId, MembershipRole role = MembershipRole.Member, string? email = null) =>
        await Database.AddMembershipAsync(organizationId, await Database.AddPersonAsync(email), role);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await drop();
    }

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var template = await SqliteTemplate.Value;
        var file = Path.Combine(Path.GetTempPath(), $"adcreator-test-{NewId.Next(TimeProvider.System):N}.db");
        File.Copy(template, file);
        var connection = $"Data Source={file};Foreign Keys=True;Default Timeout=10";
        return new TestDatabase(new DatabaseSettings(DatabaseKind.Sqlite, connection, connection), () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection(connection));
            foreach (var part in new[] { "", "-wal", "-shm" })
            {
                File.Delete(file + part);
            }

            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> CreatePostgreSqlAsync()
    {
        await PostgreSqlServer.Ready.Value;
        var name = await PostgreSqlServer.CreateDatabaseAsync(PostgreSqlServer.Template);
        return new TestDatabase(PostgreSqlServer.SettingsOf(name), () => PostgreSqlServer.DropDatabaseAsync(name));
    }

    private static readonly Lazy<Task<string>> SqliteTemplate = new(async () =>
    {
        var file = Path.Combine(Path.GetTempPath(), $"adcreator-template-{Environment.ProcessId}.db");
        File.Delete(file);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        var connection = $"Data Source={file};Pooling=False";
        await new DatabaseMigrator(new DatabaseSettings(DatabaseKind.Sqlite, connection, connection)).MigrateAsync(CancellationToken.None);
        return file;
    });
}
