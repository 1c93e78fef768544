using System.Diagnostics;
using System.Net;
using AdCreator.Tests.Data;
using Npgsql;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Alone on the machine, because they measure time.</summary>
[CollectionDefinition(nameof(SlowDatabaseTests), DisableParallelization = true)]
public sealed class SlowDatabaseCollection;

/// <summary>Security F3: a database that does not answer is said within ten seconds, and stops nobody who needs other tables.</summary>
[Collection(nameof(SlowDatabaseTests))]
public sealed class SlowDatabaseTests : IAsyncLifetime
{
    private string database = default!;
    private TestApp app = default!;
    private Studio studio = default!;
    private TestSession member = default!;
    private TestSession admin = default!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PostgreSqlServer.Ready.Value;
        database = await PostgreSqlServer.CreateDatabaseAsync(PostgreSqlServer.Template);
        app = await TestApp.StartAsync(new TestAppSetup { Settings = PostgreSqlServer.SettingsOf(database) });
        studio = await Studio.AddAsync(app, "Our Studio");
        member = await app.SignInAsync(studio.MemberEmail);
        admin = await app.SignInAsync(studio.Admin);
        await AskAsync("/brands");
        await AskAsync("/admin/members", admin);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await PostgreSqlServer.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task F3_a_table_that_does_not_answer_is_said_on_its_pages_and_others_go_on()
    {
        await using var hold = await LockAsync("brands");

        var slow = AskAsync("/brands");
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AskAsync("/admin/members", admin)));
        var answer = await slow;

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("The database did not answer in time.", answer.Body, StringComparison.Ordinal);
        Assert.InRange(answer.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.All(others, other =>
        {
            Assert.Equal(HttpStatusCode.OK, other.Status);
            Assert.InRange(other.Duration, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        });
    }

    [Fact]
    public async Task F3_a_page_says_so_in_time_even_when_nothing_about_its_reader_can_be_read()
    {
        await using (await LockAsync("memberships"))
        {
            var answer = await AskAsync("/brands");

            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Contains("AdCreator waits for its database", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(studio.BrandName, answer.Body, StringComparison.Ordinal);
            Assert.InRange(answer.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        }

        Assert.Contains(studio.BrandName, (await AskAsync("/brands")).Body, StringComparison.Ordinal);
    }

    /// <summary>Holds a table until disposed.</summary>
    private async Task<NpgsqlConnection> LockAsync(string table)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgreSqlServer.AdminConnectionString) { Database = database, Pooling = false }.ToString());
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(Stop);
        return connection;
    }

    private async Task<(HttpStatusCode Status, string Body, TimeSpan Duration)> AskAsync(string path, TestSession? session = null)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await (session ?? member).Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop), clock.Elapsed);
    }
}
