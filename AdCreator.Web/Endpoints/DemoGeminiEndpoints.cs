using System.Net;
using AdCreator.Core.Data;
using AdCreator.Core.Demo;

namespace AdCreator.Web.Endpoints;

/// <summary>The demo model as a server of the Gemini protocol, for other clients on the same machine.</summary>
public static class DemoGeminiEndpoints
{
    /// <summary>What the real service takes inline.</summary>
    private const long MaxBodyBytes = 100 * 1024 * 1024;

    /// <summary>Maps <c>/demo/gemini/{v1,v1beta}/…</c> in Development on the embedded database; elsewhere nothing.</summary>
    /// <remarks>Anonymous, loopback only: it reads and writes nothing of any organization.</remarks>
    public static IEndpointRouteBuilder MapDemoGemini(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment() || services.GetRequiredService<DatabaseSettings>().Kind != DatabaseKind.Sqlite)
        {
            return routes;
        }

        routes.MapMethods("/demo/gemini/{**path}", ["GET", "POST"], AnswerAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBodyBytes))
            .ExcludeFromDescription();
        return routes;
    }

    private static async Task AnswerAsync(HttpContext http, string? path, DemoModel model)
    {
        if (http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var sse = http.Request.Query["alt"] == "sse";
        var answer = await model.AnswerAsync(http.Request.Method, path ?? "", sse, body.ToArray(), http.RequestAborted);
        http.Response.StatusCode = answer.StatusCode;
        http.Response.ContentType = answer.ContentType;
        foreach (var frame in answer.Frames)
        {
            await http.Response.Body.WriteAsync(frame, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
