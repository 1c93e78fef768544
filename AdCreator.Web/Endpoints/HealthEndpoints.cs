using Microsoft.AspNetCore.Http.HttpResults;

namespace AdCreator.Web.Endpoints;

/// <summary>Whether the process lives, and whether it can serve.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>: 200, or 503 with the reasons as JSON.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Health("live", [], [])));
        health.MapGet("/ready", ReadyAsync);
        return routes;
    }

    private static async Task<Results<Ok<Health>, JsonHttpResult<Health>>> ReadyAsync(
        Readiness readiness, CancellationToken cancellationToken)
    {
        var reasons = await readiness.FindReasonsAsync(cancellationToken);
        return reasons.Count == 0
            ? TypedResults.Ok(new Health("ready", [], readiness.FindNotices()))
            : TypedResults.Json(new Health("not_ready", reasons, readiness.FindNotices()), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private sealed record Health(string Status, IReadOnlyList<string> Reasons, IReadOnlyList<string> Notices);
}
