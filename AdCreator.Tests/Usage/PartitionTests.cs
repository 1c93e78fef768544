using AdCreator.Core.Data;
using AdCreator.Core.Usage;
using AdCreator.Tests.Data;
using AdCreator.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace AdCreator.Tests.Usage;

public sealed class PartitionTests
{
    [Fact]
    public async Task Missing_months_are_made_by_the_running_app()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await DropAllButAsync(test, 2);

        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);

        await Eventually.TrueAsync(() => Task.FromResult(process.Health.PartitionMonthsAhead == 24));
    }

    [Fact]
    public async Task Where_they_cannot_be_made_their_number_is_told()
    {
        using var folder = new TestFolder();
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await DropAllButAsync(test, 2);
        await AsOwnerAsync(test, "REVOKE EXECUTE ON FUNCTION add_usage_partitions(integer) FROM adcreator_app");

        await using var process = await MeteredProcess.StartAsync(test.Database, folder.Path);
        await Assert.ThrowsAsync<PostgresException>(() => process.Partitions.KeepOnceAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, process.Health.PartitionMonthsAhead);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public async Task Ready_warns_below_three_months(int ahead, int notices)
    {
        await using var app = await TestApp.StartAsync();
        app.Services.GetRequiredService<UsageHealth>().SetPartitionMonths(ahead);

        Assert.Equal(notices, app.Services.GetRequiredService<Readiness>().FindNotices().Count(n => n.Contains("partitions", StringComparison.Ordinal)));
    }

    /// <summary>Leaves this month and some after it.</summary>
    private static Task DropAllButAsync(TestDatabase test, int monthsAhead) => AsOwnerAsync(
        test,
        $"""
        DO $drop$ DECLARE part text; BEGIN
            FOR part IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'token_usage'::regclass AND c.relname ~ '^token_usage_[0-9]'
                  AND c.relname > 'token_usage_' || to_char(now() AT TIME ZONE 'UTC' + interval '{monthsAhead} months', 'YYYY_MM')
            LOOP EXECUTE format('DROP TABLE %I', part); END LOOP;
        END $drop$;
        """);

    private static async Task AsOwnerAsync(TestDatabase test, string sql)
    {
        await using var connection = new NpgsqlConnection(test.Settings.MigrationsConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
