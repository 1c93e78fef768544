using System.Text.Json.Nodes;

namespace AdCreator.Core.Demo;

/// <summary>A refusal in Google's shape.</summary>
internal sealed class DemoFault(int code, string status, string message, params JsonObject[] details) : Exception(message)
{
    public int Code { get; } = code;

    public static DemoFault Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    public static DemoFault UnknownModel(string model, string version, string method) =>
        new(404, "NOT_FOUND", $"models/{model} is not found for API version {version}, or is not supported for {method}. Call ModelService.ListModels to see the list of available models and their supported methods.");

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message, ["status"] = status };
        if (details.Length > 0)
        {
            error["details"] = new JsonArray([.. details.Select(d => d.DeepClone())]);
        }

        return new JsonObject { ["error"] = error };
    }

    /// <summary>The detail that says how long to wait.</summary>
    public static JsonObject RetryInfo(int seconds) =>
        new() { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = $"{seconds}s" };
}
