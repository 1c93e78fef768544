using System.Globalization;
using System.Threading.RateLimiting;
using AdCreator.Web.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>How often one caller may call: 120 times a minute for each person, whatever tokens and pages they use.</summary>
internal static class ApiRateLimit
{
    public const string Policy = "api";

    /// <summary>Calls a minute.</summary>
    public const int Calls = 120;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddApiRateLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = SayAsync;
        options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
            KeyOf(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = Calls, Window = Window, QueueLimit = 0 }));
    });

    /// <summary>Strangers share the place they call from, and get no further than 401.</summary>
    private static string KeyOf(HttpContext http) =>
        http.User.FindPersonId() is { } person ? $"person {person}"
        : $"address {http.Connection.RemoteIpAddress}";

    private static async ValueTask SayAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : Window;
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.RetryAfter = seconds;
        await ApiProblem.Of(http, StatusCodes.Status429TooManyRequests, $"More than {Calls} calls in a minute. Call again in {seconds} seconds.").ExecuteAsync(http);
    }
}
