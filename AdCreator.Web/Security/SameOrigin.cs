using Microsoft.Net.Http.Headers;

namespace AdCreator.Web.Security;

/// <summary>Whether a request comes from a page of this installation, by its Origin header.</summary>
internal static class SameOrigin
{
    /// <summary>No Origin (not a browser's cross-origin request), or exactly the scheme, host and port that were asked.</summary>
    public static bool Accepts(HttpRequest request)
    {
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Refuses a foreign origin with 403.</summary>
internal sealed class SameOriginFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        SameOrigin.Accepts(context.HttpContext.Request)
            ? await next(context)
            : TypedResults.StatusCode(StatusCodes.Status403Forbidden);
}
