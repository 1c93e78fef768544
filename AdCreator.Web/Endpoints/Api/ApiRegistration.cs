using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Adds and maps the JSON API.</summary>
public static class ApiRegistration
{
    /// <summary>Adds it: names in snake_case as in the tables and exports, the rate limit, the document.</summary>
    public static WebApplicationBuilder AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.AddApiRateLimit();
        builder.Services.AddApiDocument();
        return builder;
    }

    /// <summary>Maps <c>/api/v1</c>, its document and the page to read it.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1")
            .RequireAuthorization()
            .RequireRateLimiting(ApiRateLimit.Policy)
            .DisableAntiforgery()
            .AddEndpointFilter<RouteGroupBuilder, ApiCaller>()
            .AddEndpointFilter<RouteGroupBuilder, AntiforgeryFilter>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapAntiforgery();
        api.MapBrands();
        api.MapRuns();
        api.MapRunExport();
        api.MapUsage();
        api.MapUsageExport();
        routes.MapApiDocument();
        return routes;
    }
}
