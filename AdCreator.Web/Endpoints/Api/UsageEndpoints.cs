using System.ComponentModel;
using AdCreator.Core.Usage.Queries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>What model calls cost.</summary>
internal static class UsageEndpoints
{
    private const int DefaultLimit = 50;

    /// <summary>Maps <c>GET usage/summary</c> and <c>GET usage/records</c>.</summary>
    public static void MapUsage(this RouteGroupBuilder api)
    {
        var usage = api.MapGroup("/usage").WithTags("Usage").ProducesProblem(StatusCodes.Status400BadRequest);
        usage.MapGet("/summary", SummarizeAsync)
            .WithName("SummarizeUsage")
            .WithSummary("Sum up calls")
            .WithDescription("Totals, the comparison with the time before, and the sums by day, model, operation, outcome and person. Exact to the last digit.");
        usage.MapGet("/records", ListAsync)
            .WithName("ListUsageRecords")
            .WithSummary("List calls")
            .WithDescription("Single calls with every column of token_usage, newest first, a page at a time. Calls that come in while you page do not move the pages.");
    }

    private static async Task<Results<Ok<UsageSummaryDto>, ProblemHttpResult>> SummarizeAsync(
        HttpContext http, UsageQueries usage, [AsParameters] UsageQueryDto query, CancellationToken cancellationToken)
    {
        var errors = query.Read(out var filter);
        return errors.Count > 0
            ? Unreadable(http, errors)
            : TypedResults.Ok(UsageSummaryDto.Of(await usage.ReadOverviewAsync(ApiCaller.Of(http), filter, cancellationToken)));
    }

    private static async Task<Results<Ok<UsageRecordListDto>, ProblemHttpResult>> ListAsync(
        HttpContext http,
        UsageRecords records,
        [AsParameters] UsageQueryDto query,
        [Description("The next_cursor of the page before; absent for the first page.")] string? cursor,
        [Description("Calls of a page, 1 to 200; absent: 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        var errors = query.Read(out var filter);
        if (!ApiCursor.TryRead(cursor, out UsageCursor? after))
        {
            errors["cursor"] = [ApiCursor.Wrong];
        }

        if (limit is < 1 or > UsageRecords.MaxPageSize)
        {
            errors["limit"] = [$"Send 1 to {UsageRecords.MaxPageSize}."];
        }

        if (errors.Count > 0)
        {
            return Unreadable(http, errors);
        }

        var page = await records.ReadAsync(ApiCaller.Of(http), filter, after, limit ?? DefaultLimit, cancellationToken);
        return TypedResults.Ok(new UsageRecordListDto([.. page.Records.Select(UsageRecordDto.Of)], ApiCursor.Of(page.Next)));
    }

    private static ProblemHttpResult Unreadable(HttpContext http, Dictionary<string, string[]> errors) =>
        ApiProblem.Of(http, StatusCodes.Status400BadRequest, "A parameter cannot be read.", errors);
}
