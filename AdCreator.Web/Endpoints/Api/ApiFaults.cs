using AdCreator.Core.Data;
using AdCreator.Core.Organizations;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>Gives every refusal and every fault under <c>/api</c> a body that says what it was.</summary>
internal static partial class ApiFaults
{
    /// <summary>Stands outside of sign-in, because that can fail too.</summary>
    public static IApplicationBuilder UseApiFaults(this IApplicationBuilder app)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiFaults).FullName!);
        return app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase),
            api => api.Use((http, next) => AnswerAsync(http, next, logger)));
    }

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await SayAsync(http, fault, logger);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await ApiProblem.Of(http, http.Response.StatusCode, WordsOf(http.Response.StatusCode)).ExecuteAsync(http);
        }
    }

    private static Task SayAsync(HttpContext http, Exception fault, ILogger logger)
    {
        switch (fault)
        {
            case BadHttpRequestException bad:
                return ApiProblem.Of(http, bad.StatusCode, WordsOf(bad.StatusCode)).ExecuteAsync(http);
            case AccessDeniedException:
                return ApiProblem.Of(http, StatusCodes.Status403Forbidden, "Your role in the organization does not allow this.").ExecuteAsync(http);
            case var _ when DatabaseFault.Is(fault):
                LogSilence(logger, fault);
                http.Response.Headers.RetryAfter = "5";
                return ApiProblem.Of(http, StatusCodes.Status503ServiceUnavailable, "The database did not answer. Nothing is lost: try again in a moment.").ExecuteAsync(http);
            default:
                LogFault(logger, fault);
                return ApiProblem.Of(http, StatusCodes.Status500InternalServerError, "Something went wrong here. Report the trace id.").ExecuteAsync(http);
        }
    }

    private static string WordsOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "A value in the address or the headers has another type than the API document at /openapi/v1.json names for it.",
        StatusCodes.Status404NotFound => "There is no such address. The API document stands at /openapi/v1.json.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON with the header Content-Type: application/json.",
        _ => "The call was refused.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A call of the API failed")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of the API got no answer from the database")]
    private static partial void LogSilence(ILogger logger, Exception fault);
}
