using AdCreator.Core.Organizations;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdCreator.Web.Endpoints;

/// <summary>Beginning and ending a session, and choosing its organization.</summary>
public static class SignInEndpoints
{
    public const string SignInPath = "/auth/sign-in";

    /// <summary>Maps <c>/auth/…</c>.</summary>
    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth");
        auth.MapPost("/development", SignInDevelopmentAsync).AllowAnonymous().DisableAntiforgery();
        auth.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        return routes;
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> SignInDevelopmentAsync(
        string user, string? returnUrl, HttpContext http, PersonDirectory people, OrganizationService organizations, TimeProvider time)
    {
        var person = await people.FindDevelopmentPersonAsync(user, http.RequestAborted);
        if (person is null)
        {
            return TypedResults.NotFound();
        }

        var choices = await organizations.ListForPersonAsync(person.Id, http.RequestAborted);
        Guid? chosen = choices is [var only] ? only.OrganizationId : null;
        await http.SignInAsync(SessionClaims.ToPrincipal(person, chosen, time.GetUtcNow()));
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }

    private static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await http.SignOutAsync();
        return TypedResults.LocalRedirect("/");
    }
}
