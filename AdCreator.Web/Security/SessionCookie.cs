using System.Net;
using AdCreator.Web.Endpoints;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdCreator.Web.Security;

/// <summary>The session's cookie: eight hours idle, a day at most, refused as soon as its person or membership is gone.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(24);

    /// <summary>The cookie's name: the <c>__Host-</c> prefix needs https, which a developer's own machine has not.</summary>
    public static string NameIn(IHostEnvironment environment) =>
        environment.IsDevelopment() ? "adcreator-session" : "__Host-adcreator-session";

    public static void Configure(CookieAuthenticationOptions options, IHostEnvironment environment)
    {
        options.Cookie.Name = NameIn(environment);
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = SignInEndpoints.SignInPath;
        options.AccessDeniedPath = "/not-found";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = RedirectPagesOnly;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionCheck>();
        var verdict = await sessions.CheckAsync(context.Principal!, context.HttpContext.RequestAborted);
        if (verdict != SessionVerdict.Ended)
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    /// <summary>A browser that opens a page is led to sign-in; everything else gets 401.</summary>
    private static Task RedirectPagesOnly(RedirectContext<CookieAuthenticationOptions> context)
    {
        var isPage = HttpMethods.IsGet(context.Request.Method)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (isPage)
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }

        context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
        return Task.CompletedTask;
    }
}
