using System.Globalization;
using System.Text;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Usage;
using AdCreator.Web.Endpoints.Api;

namespace AdCreator.Web.Endpoints;

/// <summary>Usage as a file.</summary>
internal static class UsageExportEndpoints
{
    /// <summary>Maps <c>GET usage/export.csv</c>: the calls of the usage page's address, whatever their number.</summary>
    public static void MapUsageExport(this RouteGroupBuilder api) => api.MapGet("/usage/export.csv", ExportAsync)
        .WithName("ExportUsage")
        .WithTags("Usage")
        .WithSummary("Export calls as CSV")
        .WithDescription("Every call of the filter, newest first, with the columns of the records. Unlike there, a filter that cannot be read restricts nothing: the address is also the one behind the page's button.")
        .Produces<string>(StatusCodes.Status200OK, "text/csv");

    /// <param name="query">Names the filters in the API document; the address is read as the page reads it.</param>
    private static async Task<IResult> ExportAsync(
        HttpContext http, UsageExport export, [AsParameters] UsageQueryDto query, CancellationToken cancellationToken)
    {
        _ = query;
        var extract = await export.OpenAsync(ApiCaller.Of(http), UsageAddress.Parse(http.Request.Query).Filter, cancellationToken);
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
