using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using AdCreator.Core.Organizations.Tokens;
using AdCreator.Web.Endpoints.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>Sign-in of <c>/api</c>: an access token, or the session's cookie when no <c>Authorization</c> header is sent.</summary>
/// <remarks>A program cannot follow a redirect to a sign-in page: what is refused is said as JSON.</remarks>
internal sealed class ApiSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokenSignIn tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "api";

    private const string SignInFirst = "Send an access token as \"Authorization: Bearer adc_…\" (make one under Access tokens), or sign in.";

    private const string BadToken = "The access token does not exist, has expired or was revoked, or its person is no longer a member. Make a new one under Access tokens.";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }

        // Whoever sends a token is judged by it alone: a bad one never falls back to a cookie.
        var holder = AuthenticationHeaderValue.TryParse(header, out var sent) && sent.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? await tokens.FindAsync(sent.Parameter ?? "", Context.RequestAborted)
            : null;
        return holder is null
            ? AuthenticateResult.Fail(BadToken)
            : AuthenticateResult.Success(new AuthenticationTicket(SessionClaims.ToPrincipal(holder), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isToken = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = isToken ? "Bearer error=\"invalid_token\"" : "Bearer";
        return ApiProblem.Of(Context, StatusCodes.Status401Unauthorized, isToken ? BadToken : SignInFirst).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Of(Context, StatusCodes.Status403Forbidden, "Your role in the organization does not allow this.").ExecuteAsync(Context);
}
