using System.Globalization;
using System.Text;
using AdCreator.Core.Usage.Queries;
using AdCreator.Web.Components.Usage;
using AdCreator.Web.Endpoints.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdCreator.Web.Endpoints;

/// <summary>Usage as a file.</summary>
internal static class UsageExportEndpoints
{
    private const string Lenient = "Unlike in lists, a filter that cannot be read restricts nothing: the address is also the one behind the page's button.";

    /// <summary>Maps <c>GET usage/export.csv</c> and <c>GET usage/focus.csv</c>: the calls of the usage page's address, whatever their number.</summary>
    public static void MapUsageExport(this RouteGroupBuilder api)
    {
        api.MapGet("/usage/export.csv", ExportAsync)
            .WithName("ExportUsage")
            .WithTags("Usage")
            .WithSummary("Export calls as CSV")
            .WithDescription($"Every call of the filter, newest first, with the columns of the records. {Lenient}")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
        api.MapGet("/usage/focus.csv", ExportFocusAsync)
            .WithName("ExportFocus")
            .WithTags("Usage")
            .WithSummary("Export charges in the FOCUS format")
            .WithDescription($"Every charge of the filter's calls, newest first, with the columns of the FinOps Open Cost and Usage Specification {FocusCsv.Version}: one row for each line of a call's bill. The sum of BilledCost is the total of the summary; a call whose cost is not known has a row without costs. {Lenient}")
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    /// <param name="query">Names the filters in the API document; the address is read as the page reads it.</param>
    private static async Task<IResult> ExportAsync(
        HttpContext http, UsageExport export, [AsParameters] UsageQueryDto query, CancellationToken cancellationToken)
    {
        _ = query;
        var extract = await export.OpenAsync(ApiCaller.Of(http), UsageAddress.Parse(http.Request.Query).Filter, cancellationToken);
        return Csv(writer => UsageCsv.WriteAsync(writer, extract.Rows, cancellationToken), NameOf("usage", extract));
    }

    /// <inheritdoc cref="ExportAsync"/>
    private static async Task<IResult> ExportFocusAsync(
        HttpContext http, UsageExport export, [AsParameters] UsageQueryDto query, CancellationToken cancellationToken)
    {
        _ = query;
        var extract = await export.OpenAsync(ApiCaller.Of(http), UsageAddress.Parse(http.Request.Query).Filter, cancellationToken);
        return Csv(writer => FocusCsv.WriteAsync(writer, extract, cancellationToken), NameOf("focus", extract));
    }

    private static PushStreamHttpResult Csv(Func<TextWriter, Task> write, string fileName) => TypedResults.Stream(
        async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024, leaveOpen: true);
            await write(writer);
        },
        "text/csv; charset=utf-8",
        fileName);

    private static string NameOf(string kind, UsageExtract extract) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind}{(extract.IsDemo ? "-demo" : "")}-{extract.Days.First:yyyy-MM-dd}-to-{extract.Days.Last:yyyy-MM-dd}.csv");
}
