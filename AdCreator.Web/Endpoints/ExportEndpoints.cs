using System.ComponentModel;
using System.Globalization;
using AdCreator.Core.Ads.Export;
using AdCreator.Web.Components.Ads.Export;
using AdCreator.Web.Endpoints.Api;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace AdCreator.Web.Endpoints;

/// <summary>A finished set as a ZIP, written while it is read.</summary>
public static class ExportEndpoints
{
    private const string AdsMeaning = "Numbers of the ads, separated by commas, such as 1,3; absent: every approved one.";

    private const string ProfileMeaning = "Which columns copy.csv has; absent: generic.";

    /// <summary>Maps <c>GET /ads/runs/{runId}/export.zip</c>, the download of the page.</summary>
    /// <remarks>An unknown set, a foreign one and somebody who is no member get the same 404. A browser that is refused is led back to the page, which says why.</remarks>
    public static IEndpointRouteBuilder MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ads/runs/{runId:guid}/export.zip", DownloadAsync).RequireAuthorization();
        return routes;
    }

    /// <summary>Maps <c>GET runs/{id}/export</c>.</summary>
    internal static void MapRunExport(this RouteGroupBuilder api) => api.MapGet("/runs/{id:guid}/export", ExportAsync)
        .WithName("ExportRun")
        .WithTags("Runs")
        .WithSummary("Export the approved ads of a run")
        .WithDescription(
            "A ZIP with a folder for each platform, manifest.json, manifest.csv and copy.csv. Only files that somebody approved are in it, "
            + "each compared with its approval byte for byte. 409 names every file that has changed since, or says that nothing is approved yet.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/zip")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> DownloadAsync(
        Guid runId, string? ads, string? profile, HttpContext http, ActorAccessor actors, AdExport export, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        var actor = await actors.FindAsync(http.User, cancellationToken);
        var address = ExportAddress.Parse(ads, profile);
        return actor is null ? NotFound() : await export.OpenAsync(actor, runId, address.Choice, cancellationToken) switch
        {
            ExportResult.Ready ready => Zip(http, ready.Archive, cancellationToken),
            ExportResult.Refused when IsBrowser(http) => TypedResults.LocalRedirect((address with { IsChecked = true }).PageOf(runId)),
            ExportResult.Refused refused => Conflict(http, refused),
            _ => NotFound(),
        };
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http,
        AdExport export,
        [Description("The run.")] Guid id,
        [Description(AdsMeaning)] string? ads,
        [Description(ProfileMeaning)] string? profile,
        CancellationToken cancellationToken) =>
        await export.OpenAsync(ApiCaller.Of(http), id, ExportAddress.Parse(ads, profile).Choice, cancellationToken) switch
        {
            ExportResult.Ready ready => Zip(http, ready.Archive, cancellationToken),
            ExportResult.Refused refused => Conflict(http, refused),
            _ => ApiProblem.NotFound(http),
        };

    private static PushStreamHttpResult Zip(HttpContext http, ExportArchive archive, CancellationToken cancellationToken)
    {
        http.Response.Headers["X-Manifest-Sha256"] = archive.ManifestSha256;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(archive.Plan.ArchiveName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(stream => archive.WriteAsync(stream, cancellationToken), "application/zip");
    }

    private static ProblemHttpResult Conflict(HttpContext http, ExportResult.Refused refused) => refused.Reasons is [var only]
        ? ApiProblem.Of(http, StatusCodes.Status409Conflict, only)
        : ApiProblem.Of(
            http,
            StatusCodes.Status409Conflict,
            string.Create(CultureInfo.InvariantCulture, $"Nothing was exported: {refused.Reasons.Count} files are not what was approved."),
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["files"] = [.. refused.Reasons] });

    private static NotFound<string> NotFound() => TypedResults.NotFound("There is no such set.");

    private static bool IsBrowser(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
