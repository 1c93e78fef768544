using AdCreator.Core.Organizations;
using AdCreator.Web.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AdCreator.Web.Security;

/// <summary>Adds sign-in: the provider, the session's cookie, and who may see what without it.</summary>
public static class SignInRegistration
{
    private const string FrontDoor = "front door";

    /// <summary>Adds sign-in: the provider, the session's cookie, and who may see what without it.</summary>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsValidator>();
        var oidc = builder.Configuration.GetSection(OidcOptions.Section).Get<OidcOptions>() ?? new OidcOptions();

        var authentication = builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultAuthenticateScheme = options.DefaultChallengeScheme = options.DefaultForbidScheme = FrontDoor;
            })
            .AddPolicyScheme(FrontDoor, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiSignIn>(ApiSignIn.SchemeName, configureOptions: null)
            .AddCookie(options => SessionCookie.Configure(options, builder.Environment));
        if (oidc.IsConfigured && Uri.IsWellFormedUriString(oidc.Authority, UriKind.Absolute))
        {
            authentication.AddOpenIdConnect(options => Configure(options, oidc, builder.Environment));
        }

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        builder.Services.AddSingleton<ActorAccessor>();
        builder.Services.AddSingleton<SessionCheck>();
        builder.Services.AddSingleton<SessionStart>();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddScoped<SessionView>();
        return builder;
    }

    /// <summary>Access tokens count under <c>/api</c> and nowhere else.</summary>
    private static string SchemeOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? ApiSignIn.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme;

    private static void Configure(OpenIdConnectOptions options, OidcOptions oidc, IHostEnvironment environment)
    {
        options.Authority = oidc.Authority;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.CallbackPath = "/auth/callback";
        options.SignedOutCallbackPath = "/auth/signed-out";
        options.RequireHttpsMetadata = !new Uri(oidc.Authority!).IsLoopback;
        options.TokenValidationParameters.ValidateIssuer = true;
        options.TokenValidationParameters.NameClaimType = SessionClaims.Name;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.Scope.Add("email");

        // The answer comes by a redirect, so Lax cookies travel with it, and plain http works on a developer's machine.
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = secure;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = secure;

        options.Events.OnTicketReceived = BeginSessionAsync;
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect($"{SignInEndpoints.SignInPath}?failed=provider");
            return Task.CompletedTask;
        };
    }

    /// <summary>Replaces the provider's claims by those of our own session.</summary>
    private static async Task BeginSessionAsync(TicketReceivedContext context)
    {
        var claims = context.Principal!;
        var identity = new ProviderIdentity(
            claims.FindFirst("iss")?.Value ?? context.Options.ClaimsIssuer ?? ((OpenIdConnectOptions)context.Options).Authority!,
            claims.FindFirst("sub")?.Value ?? throw new InvalidOperationException("The identity provider gave no subject."),
            claims.FindFirst("email")?.Value,
            string.Equals(claims.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase),
            claims.FindFirst("name")?.Value);
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionStart>();
        var principal = await sessions.BeginAsync(identity, context.HttpContext.RequestAborted);
        if (principal is null)
        {
            context.HandleResponse();
            context.Response.Redirect($"{SignInEndpoints.SignInPath}?failed=disabled");
            return;
        }

        context.Principal = principal;
        context.Properties!.IsPersistent = false;
    }
}
