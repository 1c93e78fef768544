using AdCreator.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>The token that a page must send along when its cookie changes something.</summary>
internal static class ApiAntiforgery
{
    /// <summary>Maps <c>GET antiforgery</c>.</summary>
    public static void MapAntiforgery(this RouteGroupBuilder api) => api.MapGet("/antiforgery", Get)
        .WithName("GetAntiforgeryToken")
        .WithTags("Session")
        .WithSummary("Get the antiforgery token of a session")
        .WithDescription("For calls with the session's cookie only: send the token in the named header with every call that changes something. Calls with an access token need none.");

    private static Ok<AntiforgeryDto> Get(HttpContext http, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return TypedResults.Ok(new AntiforgeryDto(tokens.HeaderName!, tokens.RequestToken!));
    }
}

/// <summary>What a session sends along when it changes something.</summary>
/// <param name="Header">The header's name.</param>
/// <param name="Token">The header's value. It belongs to this session and to the cookie that came with it.</param>
public sealed record AntiforgeryDto(string Header, string Token);

/// <summary>Lets a cookie change something only from our own pages: JSON bodies are not checked by the framework.</summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var isSafe = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (isSafe || http.User.FindAccessTokenId() is not null)
        {
            return await next(context);
        }

        if (!SameOrigin.Accepts(http.Request))
        {
            return ApiProblem.Of(http, StatusCodes.Status403Forbidden, "A session may be used from pages of this installation only.");
        }

        return await antiforgery.IsRequestValidAsync(http)
            ? await next(context)
            : ApiProblem.Of(http, StatusCodes.Status400BadRequest, $"Send the token of GET /api/v1/antiforgery, and the cookie that came with it, in the header {options.Value.HeaderName}.");
    }
}
