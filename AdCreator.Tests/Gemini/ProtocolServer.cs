using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdCreator.Tests.Gemini;

/// <summary>A real HTTP server on a free local port that answers with scripted replies, in order, and keeps its own ledger.</summary>
public sealed class ProtocolServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> script = new();

    private ProtocolServer(WebApplication app) => this.app = app;

    /// <summary>What arrived, oldest first.</summary>
    public ConcurrentQueue<ReceivedCall> Calls { get; } = new();

    /// <summary>Answers what the script does not.</summary>
    public Func<HttpContext, ReceivedCall, Task>? Otherwise { get; init; }

    public string BaseUrl => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<ProtocolServer> StartAsync(Func<HttpContext, ReceivedCall, Task>? otherwise = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var server = new ProtocolServer(built) { Otherwise = otherwise };
        built.Run(server.AnswerAsync);
        await built.StartAsync();
        return server;
    }

    /// <summary>Adds a reply of any kind: cut, slow, endless.</summary>
    public ProtocolServer Then(Func<HttpContext, Task> reply)
    {
        script.Enqueue(reply);
        return this;
    }

    /// <summary>Adds a reply with a status and a body.</summary>
    public ProtocolServer Then(int status, string body, string contentType = "application/json") =>
        Then(http => ReplyAsync(http, status, body, contentType));

    /// <summary>Replies with a status and a body.</summary>
    public static Task ReplyAsync(HttpContext http, int status, string body, string contentType = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return http.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var call = new ReceivedCall(http.Request.Path, http.Request.QueryString.Value ?? "", http.Request.Headers["x-goog-api-key"].ToString(), await reader.ReadToEndAsync());
        Calls.Enqueue(call);
        if (script.TryDequeue(out var reply))
        {
            await reply(http);
            return;
        }

        if (Otherwise is { } answer)
        {
            await answer(http, call);
            return;
        }

        http.Response.StatusCode = 418;
        await http.Response.WriteAsync("""{"error":{"code":418,"status":"UNSCRIPTED","message":"Nothing is scripted for this call."}}""");
    }
}

/// <summary>One request as it arrived.</summary>
public sealed record ReceivedCall(string Path, string Query, string Key, string Body)
{
    /// <summary>The body, parsed: clients escape it differently.</summary>
    public JsonElement Json => JsonElement.Parse(Body);
}
