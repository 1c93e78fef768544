using System.Globalization;
using System.Text;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Usage;
using AdCreator.Web.Security;

namespace AdCreator.Web.Endpoints;

/// <summary>Usage as a file.</summary>
public static class UsageExportEndpoints
{
    /// <summary>Maps <c>GET /api/v1/usage/export.csv</c>: the calls of the usage page's address, whatever their number.</summary>
    /// <remarks>Who is not signed in, or is no longer a member, gets 401 as JSON: a program cannot follow a redirect to a sign-in page.</remarks>
    public static IEndpointRouteBuilder MapUsageExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/usage/export.csv", ExportAsync).AllowAnonymous().WithName("ExportUsage");
        return routes;
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ActorAccessor actors, UsageExport export, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        if (await actors.FindAsync(http.User, cancellationToken) is not { } actor)
        {
            return TypedResults.Problem("Sign in and choose an organization first.", statusCode: StatusCodes.Status401Unauthorized);
        }

        var extract = await export.OpenAsync(actor, UsageAddress.Parse(http.Request.Query).Filter, cancellationToken);
        return TypedResults.Stream(stream => WriteAsync(stream, extract, cancellationToken), "text/csv; charset=utf-8", NameOf(extract));
    }

    private static async Task WriteAsync(Stream stream, UsageExtract extract, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024, leaveOpen: true);
        await UsageCsv.WriteAsync(writer, extract.Rows, cancellationToken);
    }

    private static string NameOf(UsageExtract extract) => string.Create(
        CultureInfo.InvariantCulture,
        $"usage{(extract.IsDemo ? "-demo" : "")}-{extract.Days.First:yyyy-MM-dd}-to-{extract.Days.Last:yyyy-MM-dd}.csv");
}
