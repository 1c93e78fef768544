using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Endpoints;

/// <summary>Beginning and ending a session, and choosing its organization.</summary>
public static class SignInEndpoints
{
    /// <summary>Leads to the provider, or in development mode lists the sample people.</summary>
    public const string SignInPath = "/auth/sign-in";

    /// <summary>Maps <c>/auth/…</c>.</summary>
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth");
        if (IsDevelopmentSignIn(routes.ServiceProvider))
        {
            // No token: the first request of a script or a browser has none, and a foreign origin is refused instead.
            auth.MapPost("/development", SignInDevelopmentAsync).AllowAnonymous().DisableAntiforgery().AddEndpointFilter<SameOriginFilter>();
        }
        else
        {
            auth.MapPost("/development", () => TypedResults.NotFound()).AllowAnonymous().DisableAntiforgery();
            auth.MapGet("/challenge", ChallengeProvider).AllowAnonymous();
        }

        auth.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnonymous();
        auth.MapPost("/organization", ChooseOrganizationAsync);
        return routes;
    }

    /// <summary>Whether sample people sign in by a click: only in Development, and only without a provider.</summary>
    public static bool IsDevelopmentSignIn(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && !services.GetRequiredService<IOptions<OidcOptions>>().Value.IsConfigured;

    private static async Task<Results<RedirectHttpResult, NotFound>> SignInDevelopmentAsync(
        string user, string? returnUrl, HttpContext http, PersonDirectory people, SessionStart sessions)
    {
        if (await people.FindDevelopmentPersonAsync(user, http.RequestAborted) is not { } person)
        {
            return TypedResults.NotFound();
        }

        await http.SignInAsync(await sessions.BeginAsync(person, http.RequestAborted));
        return TypedResults.LocalRedirect(LocalOrHome(returnUrl));
    }

    private static ChallengeHttpResult ChallengeProvider(string? returnUrl) =>
        TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = LocalOrHome(returnUrl) },
            [OpenIdConnectDefaults.AuthenticationScheme]);

    /// <param name="form">Holds the antiforgery token: an endpoint that reads a form is called only with a valid one.</param>
    private static async Task<RedirectHttpResult> SignOutAsync(
        IFormCollection form, HttpContext http, PersonDirectory people, IServiceProvider services)
    {
        if (http.User.FindPersonId() is { } personId)
        {
            await people.EndSessionsAsync(personId, http.RequestAborted);
        }

        await http.SignOutAsync();
        return TypedResults.LocalRedirect(IsDevelopmentSignIn(services) ? SignInPath : $"{SignInPath}?signedOut=true");
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ChooseOrganizationAsync(
        [FromForm] Guid organizationId, HttpContext http, SessionStart sessions)
    {
        if (await sessions.ChangeOrganizationAsync(http.User, organizationId, http.RequestAborted) is not { } principal)
        {
            return TypedResults.NotFound();
        }

        await http.SignInAsync(principal);
        return TypedResults.LocalRedirect("/");
    }

    private static string LocalOrHome(string? returnUrl) =>
        RedirectHttpResult.IsLocalUrl(returnUrl) && !returnUrl!.Any(char.IsControl) ? returnUrl! : "/";
}
