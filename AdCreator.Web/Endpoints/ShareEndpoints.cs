using System.Globalization;
using System.Threading.RateLimiting;
using AdCreator.Core.Ads.Sharing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace AdCreator.Web.Endpoints;

/// <summary>What people without an account see through a share link.</summary>
public static class ShareEndpoints
{
    /// <summary>Adds the limit of calls with a share link.</summary>
    public static WebApplicationBuilder AddSharing(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(options => options.AddPolicy<string, ShareRateLimit>(ShareRateLimit.Name));
        return builder;
    }

    /// <summary>Maps <c>GET /share/{secret}/pictures/{blobId}</c>; the page itself is a component.</summary>
    /// <remarks>A picture of another set, an unknown one, and a link that is expired, revoked or guessed get the same 404.</remarks>
    public static IEndpointRouteBuilder MapSharing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/share/{secret}/pictures/{blobId:guid}", GetPictureAsync).AllowAnonymous().RequireRateLimiting(ShareRateLimit.Name);
        return routes;
    }

    /// <summary>What every answer to a share link carries: kept nowhere, indexed nowhere, its address told to nobody.</summary>
    /// <remarks>Set as the answer starts, after everything that would set a cookie or another rule for caches.</remarks>
    public static void Protect(HttpResponse response)
    {
        response.OnStarting(() =>
        {
            response.Headers.Remove(HeaderNames.SetCookie);
            response.Headers.Remove(HeaderNames.Pragma);
            response.Headers.CacheControl = "private, no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["X-Robots-Tag"] = "noindex, nofollow, noimageindex";
            return Task.CompletedTask;
        });
    }

    private static async Task<Results<FileStreamHttpResult, NotFound<string>>> GetPictureAsync(
        string secret, Guid blobId, HttpContext http, SharedSets sets, CancellationToken cancellationToken)
    {
        Protect(http.Response);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var open = await sets.OpenPictureAsync(secret, blobId, cancellationToken);
        return open is null ? TypedResults.NotFound("There is no such picture.") : TypedResults.Stream(open.Content, open.Blob.MediaType);
    }
}

/// <summary>How often one address may call with share links: a page of a large set with all its pictures twice a minute.</summary>
internal sealed class ShareRateLimit : IRateLimiterPolicy<string>
{
    public const string Name = "share";

    /// <summary>Calls a minute.</summary>
    public const int Calls = 600;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => SayAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        $"address {httpContext.Connection.RemoteIpAddress}",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = Calls, Window = Window, QueueLimit = 0 });

    private static async ValueTask SayAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : Window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        ShareEndpoints.Protect(http.Response);
        http.Response.Headers.RetryAfter = seconds;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"Too many calls from your address. Look again in {seconds} seconds.", cancellationToken);
    }
}
