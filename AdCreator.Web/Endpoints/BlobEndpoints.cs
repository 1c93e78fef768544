using AdCreator.Core.Files;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AdCreator.Web.Endpoints;

/// <summary>Pictures, only to members of the organization that owns them.</summary>
public static class BlobEndpoints
{
    private const int LongestName = 80;

    /// <summary>Maps <c>GET /blobs/{id}</c>; <c>?download=name</c> saves it under that name.</summary>
    /// <remarks>An unknown id, a foreign one and somebody who is no member get the same 404.</remarks>
    public static IEndpointRouteBuilder MapBlobs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/blobs/{id}", GetAsync).RequireAuthorization();
        return routes;
    }

    private static async Task<Results<FileStreamHttpResult, NotFound<string>>> GetAsync(
        string id, string? download, HttpContext http, ActorAccessor actors, BlobStore blobs, CancellationToken cancellationToken)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var actor = Guid.TryParse(id, out var blobId) ? await actors.FindAsync(http.User, cancellationToken) : null;
        var open = actor is null ? null : await blobs.OpenReadAsync(actor, blobId, cancellationToken);
        if (open is null)
        {
            return TypedResults.NotFound("There is no such picture.");
        }

        var disposition = new ContentDispositionHeaderValue(download is null ? "inline" : "attachment");
        disposition.SetHttpFileName(NameOf(download ?? $"picture-{blobId:N}") + ExtensionOf(open.Blob.MediaType));
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(open.Content, open.Blob.MediaType);
    }

    /// <summary>Letters, digits, dashes and spaces of a wish; never a path, never another ending.</summary>
    private static string NameOf(string wish)
    {
        var stem = Path.GetFileNameWithoutExtension(wish.Replace('\\', '/'));
        var name = string.Concat(stem.Where(c => char.IsLetterOrDigit(c) || c is '-' or '_' or ' ').Take(LongestName)).Trim();
        return name.Length == 0 ? "picture" : name;
    }

    private static string ExtensionOf(string mediaType) => mediaType switch
    {
        "image/png" => ".png",
        "image/webp" => ".webp",
        _ => ".jpg",
    };
}
