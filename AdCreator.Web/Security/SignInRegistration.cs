using AdCreator.Web.Endpoints;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace AdCreator.Web.Security;

/// <summary>Adds sign-in: the session's cookie, and who may see what without it.</summary>
public static class SignInRegistration
{
    /// <summary>Adds sign-in: the session's cookie, and who may see what without it.</summary>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => options.LoginPath = SignInEndpoints.SignInPath);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<ActorAccessor>();
        builder.Services.AddScoped<CurrentActor>();
        builder.Services.AddScoped<SessionView>();
        return builder;
    }
}
