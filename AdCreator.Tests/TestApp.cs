using System.Net;
using AdCreator.Core.Data;
using AdCreator.Core.Gemini;
using AdCreator.Core.Organizations;
using AdCreator.Tests.Data;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdCreator.Tests;

/// <summary>How an app of a test is set up; without anything: the embedded default, with a demo model that answers at once.</summary>
public sealed record TestAppSetup
{
    public DatabaseKind Database { get; init; } = DatabaseKind.Sqlite;

    public string Environment { get; init; } = Environments.Development;

    /// <summary>Signs people in; absent: development sign-in.</summary>
    public OidcProvider? Provider { get; init; }

    /// <summary>A server that speaks the Gemini protocol; absent: the demo model.</summary>
    public string? GeminiBaseUrl { get; init; }

    /// <summary>The key that is sent to <see cref="GeminiBaseUrl"/>.</summary>
    public string GeminiKey { get; init; } = "a-test-key";

    /// <summary>A database of the test's own making (PostgreSQL), such as one without tables.</summary>
    public DatabaseSettings? Settings { get; init; }

    /// <summary>The app's clock; absent: the system's.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>More configuration, by key.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();
}

/// <summary>The real app on a free local port, with a real database and a data directory of its own.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly Host host;
    private readonly TestDatabase? database;
    private readonly string folder;
    private readonly List<HttpClient> clients = [];

    private TestApp(Host host, TestDatabase? database, string folder) => (this.host, this.database, this.folder) = (host, database, folder);

    public IServiceProvider Services => host.Services;

    /// <summary>Opens contexts as the app does.</summary>
    public AdCreatorDb Database => Services.GetRequiredService<AdCreatorDb>();

    /// <summary>Root of the app, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address => host.ClientOptions.BaseAddress;

    /// <summary>Warnings and errors the app logged, for the message of a failing test.</summary>
    public LogLines Log => host.Log;

    public static async Task<TestApp> StartAsync(TestAppSetup? setup = null)
    {
        setup ??= new TestAppSetup();
        var own = setup is { Database: DatabaseKind.PostgreSql, Settings: null } ? await TestDatabase.CreateAsync(DatabaseKind.PostgreSql) : null;
        var directory = Directory.CreateTempSubdirectory("adcreator-app-").FullName;
        var app = new TestApp(new Host(setup, setup.Settings ?? own?.Settings, directory), own, directory);
        await Task.Run(app.host.StartServer);
        if (setup.Provider is { } provider)
        {
            await provider.AddClientAsync(app.Address);
        }

        return app;
    }

    /// <summary>A client that sends no cookie, follows no redirect and keeps nothing.</summary>
    public HttpClient Anonymous(string? cookie = null)
    {
#pragma warning disable RS0030 // This plays a browser: no factory, no pooled cookies, every redirect seen.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
#pragma warning restore RS0030
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        clients.Add(client);
        return client;
    }

    /// <summary>Signs one of the sample people in through the front door, and gives a client with the session.</summary>
    public async Task<TestSession> SignInAsync(string email)
    {
        using var answer = await Anonymous().PostAsync(new Uri($"/auth/development?user={Uri.EscapeDataString(email)}&returnUrl=/", UriKind.Relative), content: null);
        if (answer.StatusCode != HttpStatusCode.Found)
        {
            throw new InvalidOperationException($"Development sign-in of {email} answered {(int)answer.StatusCode}.\n{Log}");
        }

        return SessionOf(answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("adcreator-session=", StringComparison.Ordinal)));
    }

    /// <summary>The session that the app would give a person who came back from the provider.</summary>
    public async Task<TestSession> SignInAsync(Actor actor)
    {
        await using var context = Database.OpenWithoutOrganization();
        var person = await context.People.AsNoTracking().SingleAsync(p => p.Id == actor.PersonId);
        var principal = SessionClaims.ToPrincipal(person, actor.OrganizationId, TimeProvider.System.GetUtcNow());
        var options = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var now = TimeProvider.System.GetUtcNow();
        var ticket = new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan }, CookieAuthenticationDefaults.AuthenticationScheme);
        return SessionOf($"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await host.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await DeleteAsync(folder);
    }

    /// <summary>An ad in the making stops between two steps: until then it may put one more file into the folder.</summary>
    private static async Task DeleteAsync(string folder)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (tries < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    private TestSession SessionOf(string setCookie)
    {
        var cookie = setCookie.Split(';')[0];
        return new TestSession(Anonymous(cookie), cookie);
    }

    private sealed class Host : WebApplicationFactory<Program>
    {
        private readonly TestAppSetup setup;
        private readonly DatabaseSettings? settings;
        private readonly string folder;

        public Host(TestAppSetup setup, DatabaseSettings? settings, string folder)
        {
            (this.setup, this.settings, this.folder) = (setup, settings, folder);
            UseKestrel(0);
        }

        public LogLines Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(setup.Environment).UseStaticWebAssets();
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Warning));
            if (setup.Time is { } time)
            {
                builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(time)));
            }

            foreach (var (key, value) in Values())
            {
                builder.UseSetting(key, value);
            }
        }

        private IEnumerable<(string Key, string Value)> Values()
        {
            yield return (DataRegistration.DataDirectoryKey, folder);
            yield return (DataRegistration.ConnectionKey, settings?.ConnectionString ?? "");
            yield return (DataRegistration.MigrationsConnectionKey, settings?.MigrationsConnectionString ?? "");
            yield return ("Demo:LatencyMs", "0");
            yield return ("Demo:SampleSet", "false");
            yield return ("GEMINI_API_KEY", "");
            yield return ($"{GeminiOptions.Section}:ApiKey", setup.GeminiBaseUrl is null ? "" : setup.GeminiKey);
            if (setup.GeminiBaseUrl is not null)
            {
                yield return ($"{GeminiOptions.Section}:BaseUrl", setup.GeminiBaseUrl);
            }

            yield return ($"{OidcOptions.Section}:Authority", setup.Provider?.Issuer ?? "");
            yield return ($"{OidcOptions.Section}:ClientId", setup.Provider is null ? "" : OidcProvider.ClientId);
            yield return ($"{OidcOptions.Section}:ClientSecret", setup.Provider is null ? "" : OidcProvider.ClientSecret);
            foreach (var (key, value) in setup.Configuration)
            {
                yield return (key, value);
            }
        }
    }
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Client">Sends the session's cookie and follows no redirect.</param>
/// <param name="Cookie">The session's cookie as <c>name=value</c>.</param>
public sealed record TestSession(HttpClient Client, string Cookie)
{
    /// <summary>Name and value of the cookie, for a browser.</summary>
    public (string Name, string Value) Split => (Cookie[..Cookie.IndexOf('=', StringComparison.Ordinal)], Cookie[(Cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
