using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AdCreator.Web.Endpoints.Api;

/// <summary>A JSON body, or what is wrong with it. Read by hand, because the framework's own answer names no field.</summary>
/// <param name="Value">The body; null when there is a problem.</param>
/// <param name="Problem">400 or 415; null when the body was read.</param>
internal sealed record ApiBody<T>(T? Value, ProblemHttpResult? Problem);

/// <summary>Reads JSON bodies.</summary>
internal static class ApiBody
{
    /// <param name="fields">The fields that there are, for the answer to a body that names another.</param>
    public static async Task<ApiBody<T>> ReadAsync<T>(HttpContext http, string fields)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return new(null, ApiProblem.Of(http, StatusCodes.Status415UnsupportedMediaType, "Send JSON with the header Content-Type: application/json."));
        }

        try
        {
            var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, options, http.RequestAborted) is { } value
                ? new(value, null)
                : new(null, Problem(http, "body", $"Send an object. Fields: {fields}."));
        }
        catch (JsonException fault)
        {
            return new(null, Problem(http, FieldOf(fault), $"This is no JSON, or there is no such field, or its value has the wrong type. Fields: {fields}."));
        }
    }

    private static ProblemHttpResult Problem(HttpContext http, string field, string message) =>
        ApiProblem.Of(http, StatusCodes.Status400BadRequest, "The body cannot be read.", new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>From a path such as <c>$.variations</c>.</summary>
    private static string FieldOf(JsonException fault) => fault.Path is { Length: > 2 } path ? path[2..] : "body";
}
