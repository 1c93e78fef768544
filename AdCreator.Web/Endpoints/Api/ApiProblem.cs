using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>What went wrong with a call, as problem details (RFC 9457) with the trace id under which it was logged.</summary>
internal static class ApiProblem
{
    /// <summary>A problem of the whole call.</summary>
    /// <param name="detail">What is wrong and what would be right.</param>
    public static ProblemHttpResult Of(HttpContext http, int status, string detail) => Of(http, status, detail, new Dictionary<string, string[]>());

    /// <summary>Problems of single fields, headers or parameters, each with what would be right.</summary>
    public static ProblemHttpResult Of(HttpContext http, int status, string detail, IReadOnlyDictionary<string, string[]> errors)
    {
        var problem = errors.Count == 0 ? new ProblemDetails() : new HttpValidationProblemDetails(errors.ToDictionary());
        problem.Status = status;
        problem.Title = ReasonPhrases.GetReasonPhrase(status);
        problem.Detail = detail;
        problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return TypedResults.Problem(problem);
    }

    /// <summary>What does not exist, and what belongs to somebody else: the same answer.</summary>
    public static ProblemHttpResult NotFound(HttpContext http) => Of(http, StatusCodes.Status404NotFound, "There is no such thing in your organization.");

    /// <summary>One parameter that cannot be read.</summary>
    public static ProblemHttpResult BadParameter(HttpContext http, string name, string message) =>
        Of(http, StatusCodes.Status400BadRequest, "A parameter cannot be read.", new Dictionary<string, string[]> { [name] = [message] });
}
