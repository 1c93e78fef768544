using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Xunit;

namespace AdCreator.Tests.Security;

/// <summary>Security F3: the app starts and tells the truth whatever the database does.</summary>
public sealed class HealthTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_migrated_app_lives_and_is_ready(DatabaseKind kind)
    {
        await using var app = await TestApp.StartAsync(new TestAppSetup { Database = kind });

        Assert.Equal((HttpStatusCode.OK, "live", ""), await AskAsync(app, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ready", ""), await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task F3_without_migrations_it_lives_is_not_ready_and_names_the_command_everywhere()
    {
        await PostgreSqlServer.Ready.Value;
        var name = await PostgreSqlServer.CreateDatabaseAsync();
        try
        {
            await using var app = await TestApp.StartAsync(new TestAppSetup { Settings = PostgreSqlServer.SettingsOf(name) });

            var live = await AskAsync(app, "/health/live");
            var ready = await AskAsync(app, "/health/ready");
            using var page = await app.Anonymous().GetAsync(new Uri("/auth/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, live.Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
            Assert.Contains(DatabaseMigrator.Command, ready.Reasons, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains(DatabaseMigrator.Command, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
        finally
        {
            await PostgreSqlServer.DropDatabaseAsync(name);
        }
    }

    [Fact]
    public async Task F3_a_database_that_comes_back_makes_the_app_ready_within_five_seconds()
    {
        await PostgreSqlServer.Ready.Value;
        var name = await PostgreSqlServer.CreateDatabaseAsync(PostgreSqlServer.Template);
        try
        {
            var settings = PostgreSqlServer.SettingsOf(name);
            await PostgreSqlServer.CutAsync(settings);
            await using var app = await TestApp.StartAsync(new TestAppSetup { Settings = settings });
            var live = await AskAsync(app, "/health/live");
            var away = await AskAsync(app, "/health/ready");

            await PostgreSqlServer.LetInAsync(settings);
            var clock = Stopwatch.StartNew();
            await Eventually.TrueAsync(async () => (await AskAsync(app, "/health/ready")).Status == HttpStatusCode.OK);

            Assert.Equal(HttpStatusCode.OK, live.Status);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "not_ready"), (away.Status, away.Word));
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }
        finally
        {
            await PostgreSqlServer.DropDatabaseAsync(name);
        }
    }

    private static async Task<(HttpStatusCode Status, string Word, string Reasons)> AskAsync(TestApp app, string path)
    {
        using var answer = await app.Anonymous().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (answer.StatusCode, health.GetProperty("status").GetString()!, string.Join(' ', health.GetProperty("reasons").EnumerateArray().Select(r => r.GetString())));
    }
}
