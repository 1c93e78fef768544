using System.Security.Claims;

namespace AdCreator.Web.Security;

/// <summary>Puts person and organization into every line that is logged for a session.</summary>
internal static class SessionLog
{
    /// <summary>Logs what follows with the session's person and organization.</summary>
    public static IDisposable? BeginScope(ILogger logger, ClaimsPrincipal user) => user.FindPersonId() is { } person
        ? logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["UserId"] = person,
            ["OrganizationId"] = user.FindOrganizationId() ?? Guid.Empty,
        })
        : null;

    /// <summary>Does so for requests; stands after authentication.</summary>
    public static IApplicationBuilder UseSessionLog(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SessionLog).FullName!);
        return app.Use(async (http, next) =>
        {
            using (BeginScope(logger, http.User))
            {
                await next(http);
            }
        });
    }
}
