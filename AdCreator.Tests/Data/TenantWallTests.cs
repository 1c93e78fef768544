using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace AdCreator.Tests.Data;

/// <summary>Security A1 to A8: no row of one organization reaches another, by any road.</summary>
public sealed class TenantWallTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A1_a_context_sees_the_rows_of_its_organization_only(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var ours = await test.AddActorAsync();
        var theirs = await test.AddActorAsync(name: "Other Studio");
        await AddBrandAsync(test, ours.OrganizationId, "Ours");
        await AddBrandAsync(test, theirs.OrganizationId, "Theirs");

        await using var context = test.Database.Open(ours.OrganizationId);
        var names = await context.Brands.Select(b => b.Name).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Ours"], names);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A2_without_an_organization_no_row_is_seen(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var ours = await test.AddActorAsync();
        await AddBrandAsync(test, ours.OrganizationId, "Ours");

        await using var context = test.Database.OpenWithoutOrganization();

        Assert.Equal(0, await context.Brands.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A1_a_row_of_another_organization_cannot_be_written(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var ours = await test.AddActorAsync();
        var theirs = await test.AddActorAsync(name: "Other Studio");

        await using var context = test.Database.Open(ours.OrganizationId);
        context.Brands.Add(NewBrand(theirs.OrganizationId, "Smuggled"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A2_row_level_security_holds_where_the_query_filter_is_gone()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var ours = await test.AddActorAsync();
        var theirs = await test.AddActorAsync(name: "Other Studio");
        await AddBrandAsync(test, theirs.OrganizationId, "Theirs");

        await using var context = test.Database.Open(ours.OrganizationId);
#pragma warning disable RS0030 // This test goes around the first wall to see the second.
        var seen = await context.Brands.IgnoreQueryFilters().CountAsync(TestContext.Current.CancellationToken);
#pragma warning restore RS0030

        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task A2_every_tenant_table_has_row_level_security_with_its_policy()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var context = test.Database.OpenWithoutOrganization();
        var tables = context.Model.GetEntityTypes()
            .Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType))
            .Select(e => e.GetTableName()!)
            .Order(StringComparer.Ordinal)
            .ToList();

        var walled = await QueryAsync(
            test,
            """
            SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
            WHERE c.relrowsecurity AND p.polname = 'tenant' AND p.polqual IS NOT NULL AND p.polwithcheck IS NOT NULL
            """);

        Assert.Equal(tables, walled.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A3b_every_table_is_listed_with_its_wall()
    {
        const string Jobs = "ids only; each job is authorized anew when it starts";
        Dictionary<string, string> walls = new(StringComparer.Ordinal)
        {
            ["__EFMigrationsHistory"] = "read only: names of migrations",
            ["data_protection_keys"] = "read and add only: keys of cookies, for every process of the installation",
            ["organizations"] = "no way to delete; services ask for the actor's own",
            ["people"] = "key: issuer and subject; an address counts only when verified",
            ["qrtz_blob_triggers"] = Jobs,
            ["qrtz_calendars"] = Jobs,
            ["qrtz_cron_triggers"] = Jobs,
            ["qrtz_execution_history"] = Jobs,
            ["qrtz_fired_triggers"] = Jobs,
            ["qrtz_job_details"] = Jobs,
            ["qrtz_job_status"] = Jobs,
            ["qrtz_locks"] = Jobs,
            ["qrtz_misfire_history"] = Jobs,
            ["qrtz_paused_job_grps"] = Jobs,
            ["qrtz_paused_trigger_grps"] = Jobs,
            ["qrtz_scheduler_state"] = Jobs,
            ["qrtz_simple_triggers"] = Jobs,
            ["qrtz_simprop_triggers"] = Jobs,
            ["qrtz_triggers"] = Jobs,
        };
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);

        var open = await QueryAsync(
            test,
            """
            SELECT relname FROM pg_class
            WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity AND NOT relispartition
            """);

        Assert.Equal(walls.Keys.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A3_the_app_owns_nothing_and_cannot_touch_partitions_or_truncate()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var app = PostgreSqlDatabase.AsAppRole(test.Settings.ConnectionString);

        Assert.Equal(["adcreator_app"], await QueryAsync(test, "SELECT current_user::text", app));
        Assert.Equal(["0"], await QueryAsync(test, "SELECT count(*)::text FROM pg_class WHERE relowner = 'adcreator_app'::regrole", app));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(test, "SELECT model FROM token_usage_rest", app));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(test, "TRUNCATE brands", app));
        await Assert.ThrowsAsync<PostgresException>(() => QueryAsync(test, "DELETE FROM audit_entries", app));
    }

    /// <summary>Contexts come from a pool too: whatever was done with one, the next user finds it new.</summary>
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A4_a_pooled_context_keeps_nothing_of_its_last_use(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var ours = await test.AddActorAsync();
        var theirs = await test.AddActorAsync(name: "Other Studio");
        await AddBrandAsync(test, ours.OrganizationId, "Ours");
        var before = test.Database.Open(ours.OrganizationId);
        var patience = before.Database.GetCommandTimeout();
        before.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        before.Brands.Add(NewBrand(ours.OrganizationId, "Never saved"));
        await before.Database.GetDbConnection().OpenAsync(TestContext.Current.CancellationToken);
        await before.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await before.DisposeAsync();

        await using var after = test.Database.Open(theirs.OrganizationId);

        Assert.Same(before, after);
        Assert.Equal(System.Data.ConnectionState.Closed, after.Database.GetDbConnection().State);
        Assert.Equal((patience, null, false), (after.Database.GetCommandTimeout(), after.Database.CurrentTransaction, after.ChangeTracker.HasChanges()));
        Assert.Equal(0, await after.Brands.CountAsync(TestContext.Current.CancellationToken));
        if (kind == DatabaseKind.PostgreSql)
        {
            // Past the query filter: the session itself sees nothing of the organization before.
            Assert.Equal(0, await after.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM brands").SingleAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A4_a_pooled_connection_keeps_nothing_of_the_organization_before()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        var actors = new[] { await test.AddActorAsync(name: "A"), await test.AddActorAsync(name: "B"), await test.AddActorAsync(name: "C") };
        foreach (var actor in actors)
        {
            await AddBrandAsync(test, actor.OrganizationId, actor.OrganizationId.ToString());
        }

        await Parallel.ForAsync(0, 300, TestContext.Current.CancellationToken, async (i, stop) =>
        {
            var actor = actors[i % actors.Length];
            await using var context = test.Database.Open(actor.OrganizationId);
            Assert.Equal([actor.OrganizationId.ToString()], await context.Brands.Select(b => b.Name).ToListAsync(stop));
        });
    }

    [Theory]
    [InlineData("Host=h;No Reset On Close=true")]
    [InlineData("Host=h;Multiplexing=true")]
    [InlineData("Database=adcreator")]
    [InlineData("not a connection string")]
    public void A4_a_connection_string_that_would_leak_or_lead_nowhere_is_refused(string connectionString) =>
        Assert.NotNull(PostgreSqlDatabase.FindFault(connectionString));

    private static Brand NewBrand(Guid organizationId, string name) => new()
    {
        Id = NewId.Next(TimeProvider.System), OrganizationId = organizationId, Name = name, CreatedAt = TimeProvider.System.GetUtcNow(),
    };

    private static async Task AddBrandAsync(TestDatabase test, Guid organizationId, string name)
    {
        await using var context = test.Database.Open(organizationId);
        context.Brands.Add(NewBrand(organizationId, name));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> QueryAsync(TestDatabase test, string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(connectionString ?? test.Settings.MigrationsConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
