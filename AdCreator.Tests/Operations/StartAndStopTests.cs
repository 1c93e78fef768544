using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AdCreator.Core.Data;
using AdCreator.Tests.Data;
using AdCreator.Tests.Usage;
using Npgsql;
using Xunit;

namespace AdCreator.Tests.Operations;

/// <summary>The program as a process: how it starts, what it says, and how it stops.</summary>
public sealed class StartAndStopTests
{
    private static readonly (string, string)[] Provider =
        [("Authentication__Oidc__Authority", "https://login.invalid"), ("Authentication__Oidc__ClientId", "adcreator")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F5_sigterm_with_an_open_live_page_exits_with_0_within_seconds()
    {
        await using var app = AppProcess.Start("Development");
        var address = await app.WaitForAddressAsync();
        using var page = await OpenLivePageAsync(address);

        await app.TerminateAsync();
        var took = await app.WaitForExitAsync(TimeSpan.FromSeconds(25));

        Assert.Equal(0, app.ExitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_plain_dotnet_run_is_the_demo_in_development()
    {
        await using var app = AppProcess.Run();
        using var browser = Browser(await app.WaitForAddressAsync());

        Assert.Contains("marketer@demo.local", await browser.GetStringAsync("/auth/sign-in", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_ENVIRONMENT")]
    [InlineData("DOTNET_ENVIRONMENT")]
    public async Task The_launch_profile_yields_to_an_environment_that_is_given(string variable)
    {
        await using var app = AppProcess.Run((variable, "Production"));

        await app.WaitForExitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(78, app.ExitCode);
        Assert.Contains(app.Lines, l => l.StartsWith("Authentication:Oidc:Authority is missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task Styles_are_served_whatever_folder_the_program_was_started_in(string environment)
    {
        await using var app = AppProcess.Start(environment, Provider);
        using var browser = Browser(await app.WaitForAddressAsync());

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/app.css"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/_content/MudBlazor/MudBlazor.min.css"));
        Assert.DoesNotContain(app.Lines, l => l.Contains("WebRootPath", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gemini_key_is_announced_once_before_the_address_and_never_shown()
    {
        await using var app = AppProcess.Start("Development", ("GEMINI_API_KEY", "AIzaSyTestTestTestTestTestTestTestTest"));
        await app.WaitForAddressAsync();

        var lines = app.Lines.ToList();
        var announcement = Assert.Single(lines, l => l.Contains("cost money", StringComparison.Ordinal));
        Assert.True(lines.IndexOf(announcement) < lines.FindIndex(l => l.StartsWith("AdCreator is at", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.Contains("AIzaSy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F3_starts_on_an_unmigrated_database_says_which_command_to_run_and_comes_up_after_it()
    {
        await PostgreSqlServer.Ready.Value;
        var database = await PostgreSqlServer.CreateDatabaseAsync();
        var settings = PostgreSqlServer.SettingsOf(database);
        await using (var app = AppProcess.Start("Production", [.. Provider, ("ConnectionStrings__AdCreator", settings.ConnectionString)]))
        {
            using var browser = Browser(await app.WaitForAddressAsync());
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/health/live"));
            using (var ready = await browser.GetAsync("/health/ready", Stop))
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
                Assert.Contains("dotnet ef database update --project Migrations", await ready.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            }

            Assert.Contains("dotnet ef database update --project Migrations", await browser.GetStringAsync("/auth/sign-in", Stop), StringComparison.Ordinal);

            await new DatabaseMigrator(settings).MigrateAsync(Stop);
            await UntilReadyAsync(browser, TimeSpan.FromSeconds(5));
        }

        await PostgreSqlServer.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task F3_starts_while_the_database_is_away_logs_json_without_secrets_and_comes_up_after_it()
    {
        await PostgreSqlServer.Ready.Value;
        var database = await PostgreSqlServer.CreateDatabaseAsync(PostgreSqlServer.Template);
        var settings = PostgreSqlServer.SettingsOf(database);
        await PostgreSqlServer.CutAsync(settings);
        await using (var app = AppProcess.Start(
            "Production",
            [.. Provider, ("ConnectionStrings__AdCreator", settings.ConnectionString), ("Organizations__Bootstrap__Name", "Acme"), ("Organizations__Bootstrap__AdminEmail", "a@example.com")]))
        {
            using var browser = Browser(await app.WaitForAddressAsync());
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/health/live"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(browser, "/health/ready"));

            await PostgreSqlServer.LetInAsync(settings);
            await UntilReadyAsync(browser, TimeSpan.FromSeconds(5));
            await Eventually.TrueAsync(async () => await CountAsync(settings, "SELECT count(*) FROM organizations WHERE name = 'Acme'") == 1);
            await Eventually.TrueAsync(async () => await CountAsync(settings, "SELECT count(*) FROM qrtz_scheduler_state") == 1);

            foreach (var line in app.Lines.Where(l => !l.StartsWith("AdCreator is at", StringComparison.Ordinal)))
            {
                using var json = JsonDocument.Parse(line);
                Assert.True(json.RootElement.TryGetProperty("Message", out _), line);
                Assert.DoesNotContain("Password=test", line, StringComparison.OrdinalIgnoreCase);
            }
        }

        await PostgreSqlServer.DropDatabaseAsync(database);
    }

    [Fact]
    public async Task A3_refuses_to_start_in_production_with_the_owners_login()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var app = AppProcess.Start("Production", [.. Provider, ("ConnectionStrings__AdCreator", test.Settings.MigrationsConnectionString)]);

        await app.WaitForExitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(78, app.ExitCode);
        Assert.Contains(app.Lines, l => l.StartsWith("ConnectionStrings:AdCreator: the login adcreator_test_owner owns the tables", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F4_wrong_settings_exit_with_78_and_one_line_each()
    {
        await using var app = AppProcess.Start(
            "Development", ("ConnectionStrings__AdCreator", "Host=h;Multiplexing=true"), ("Organizations__Bootstrap__Name", "Acme"));
        await using var other = AppProcess.Start("Development", ("ConnectionStrings__AdCreator", "nonsense;Password=secret"));

        await app.WaitForExitAsync(TimeSpan.FromSeconds(20));
        await other.WaitForExitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(78, app.ExitCode);
        Assert.Equal(["ConnectionStrings:AdCreator", "Organizations:Bootstrap:AdminEmail"], app.Lines.Select(line => line[..line.IndexOfAny([' ', '\''])].TrimEnd(':')));
        Assert.Equal(78, other.ExitCode);
        Assert.StartsWith("ConnectionStrings:AdCreator", Assert.Single(other.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", other.Lines.Single(), StringComparison.Ordinal);
    }

    /// <summary>Signs in and opens the connection that a live page holds.</summary>
    private static async Task<ClientWebSocket> OpenLivePageAsync(Uri address)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var signIn = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/auth/development?user=marketer@demo.local"));
        using var answer = await signIn.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);

        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor"), Stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Stop);
        var buffer = new byte[64];
        var handshake = await socket.ReceiveAsync(buffer.AsMemory(), Stop);
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString(buffer, 0, handshake.Count));
        return socket;
    }

    private static async Task UntilReadyAsync(HttpClient browser, TimeSpan atMost)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(atMost);
        while (await StatusAsync(browser, "/health/ready") != HttpStatusCode.OK)
        {
            await Task.Delay(100, deadline.Token);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Stop);
        return answer.StatusCode;
    }

    private static async Task<long> CountAsync(DatabaseSettings settings, string sql)
    {
        await using var connection = new NpgsqlConnection(settings.MigrationsConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

#pragma warning disable RS0030 // A test is the client itself; there is no factory to ask.
    private static HttpClient Browser(Uri address) => new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
#pragma warning restore RS0030
}
