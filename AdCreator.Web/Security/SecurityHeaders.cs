using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Security;

/// <summary>The headers that tell browsers what pages of this installation may do, and the origin check of circuits.</summary>
public static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";

    /// <summary>The nonce of this response, for the one script that stands in the document: the import map, or the start of the API documentation.</summary>
    public static string NonceOf(HttpContext http)
    {
        if (http.Items[NonceKey] is string known)
        {
            return known;
        }

        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceKey] = nonce;
        return nonce;
    }

    /// <summary>Sets the headers on every response and refuses circuits of a foreign origin.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var provider = app.ApplicationServices.GetRequiredService<IOptions<OidcOptions>>().Value.Authority;
        var formTargets = Uri.TryCreate(provider, UriKind.Absolute, out var uri) ? $"'self' {uri.GetLeftPart(UriPartial.Authority)}" : "'self'";
        return app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase) && !SameOrigin.Accepts(http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }

            http.Response.OnStarting(() =>
            {
                Set(http, formTargets);
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    private static void Set(HttpContext http, string formTargets)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin"); // A page whose address is a secret is stricter.
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            SetPolicy(headers, http, formTargets);
        }
    }

    // MudBlazor's theme is a <style> without a nonce, hence 'unsafe-inline' for styles; scripts have none.
    private static void SetPolicy(IHeaderDictionary headers, HttpContext http, string formTargets) =>
        headers.ContentSecurityPolicy =
            "default-src 'none'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; "
            + $"form-action {formTargets}; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
            + $"script-src 'self' 'nonce-{NonceOf(http)}'; style-src 'self' 'unsafe-inline'";
}
