using AdCreator.Core.Organizations;
using AdCreator.Web.Security;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Finds who calls before an endpoint runs: a member of the chosen organization, or the call ends with 401.</summary>
internal sealed class ApiCaller(ActorAccessor actors) : IEndpointFilter
{
    private static readonly object Key = new();

    /// <summary>Who calls. Only in endpoints that this filter stands before.</summary>
    public static Actor Of(HttpContext http) => (Actor)http.Items[Key]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "private, no-store";
        if (await actors.FindAsync(http.User, http.RequestAborted) is not { } actor)
        {
            return ApiProblem.Of(http, StatusCodes.Status401Unauthorized, "Choose an organization on the pages first, or send an access token.");
        }

        http.Items[Key] = actor;
        return await next(context);
    }
}
