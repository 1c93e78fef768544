using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace AdCreator.Tests;

/// <summary>Somebody the provider knows.</summary>
/// <param name="EmailVerified">Whether the provider vouches for the address.</param>
public sealed record ProviderPerson(string Subject, string Email, string Name, bool EmailVerified = true);

/// <summary>A real OpenID Connect provider (code flow, PKCE required) on a free local port of the test process.</summary>
public sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "adcreator";
    public const string ClientSecret = "a-client-secret-that-no-page-may-show";

    private readonly WebApplication app;

    private OidcProvider(WebApplication app) => this.app = app;

    /// <summary>The people its sign-in page offers.</summary>
    public System.Collections.Concurrent.ConcurrentBag<ProviderPerson> People { get; } =
    [
        new("subject-ada", "ada@provider.test", "Ada Example"),
        new("subject-nobody", "nobody@provider.test", "Nobody Example"),
    ];

    /// <summary>The issuer, ending with a slash as the provider tells it.</summary>
    public string Issuer => app.Urls.Single() + "/";

    public static async Task<OidcProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        var memory = $"provider-{Guid.CreateVersion7()}";
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(memory).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server => server
                .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo")
                .AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
                .RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email)
                .AddEphemeralEncryptionKey().AddEphemeralSigningKey()
                .UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().DisableTransportSecurityRequirement());
        var built = builder.Build();
        var provider = new OidcProvider(built);
        built.UseAuthentication();
        built.MapGet("/authorize", (Delegate)provider.ShowPeople);
        built.MapPost("/authorize", (Delegate)provider.Authorize);
        built.MapMethods("/userinfo", ["GET", "POST"], (Delegate)provider.TellUserInfoAsync);
        await built.StartAsync();
        return provider;
    }

    /// <summary>Makes the app known, once its address is known.</summary>
    public async Task AddClientAsync(Uri appAddress)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(appAddress, "/auth/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
        });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    /// <summary>One button a person; the form repeats the query, which the authorization endpoint needs again.</summary>
    private IResult ShowPeople(HttpContext http)
    {
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><title>Provider</title><link rel=\"icon\" href=\"data:,\"><h1>Provider</h1><form method=\"post\">");
        foreach (var (name, value) in http.Request.Query)
        {
            page.Append(null, $"<input type=\"hidden\" name=\"{WebUtility.HtmlEncode(name)}\" value=\"{WebUtility.HtmlEncode(value)}\">");
        }

        foreach (var person in People)
        {
            page.Append(null, $"<button name=\"subject\" value=\"{person.Subject}\">{person.Name}</button>");
        }

        return Results.Content(page.Append("</form></html>").ToString(), "text/html");
    }

    private IResult Authorize(HttpContext http)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var person = People.Single(p => p.Subject == http.Request.Form["subject"]);
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Email, person.Email)
            .SetClaim(Claims.EmailVerified, person.EmailVerified).SetClaim(Claims.Name, person.Name);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async Task<IResult> TellUserInfoAsync(HttpContext http)
    {
        var result = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(
            http, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var person = People.Single(p => p.Subject == result.Principal?.GetClaim(Claims.Subject));
        return Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Claims.Subject] = person.Subject, [Claims.Email] = person.Email,
            [Claims.EmailVerified] = person.EmailVerified, [Claims.Name] = person.Name,
        });
    }
}
