using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AdCreator.Core.Demo;
using Microsoft.Extensions.Options;

namespace AdCreator.Bench.Hosting;

/// <summary>A server on loopback that speaks the Gemini protocol and answers every call after the same time.</summary>
/// <remarks>Text comes from the demo model. Of pictures the first few are drawn, then they are given again: a real model draws elsewhere.</remarks>
internal sealed class PunctualModel : IAsyncDisposable
{
    private const int PicturesDrawn = 2;

    private readonly DemoModel model = new(Options.Create(new DemoOptions { LatencyMs = 0 }), TimeProvider.System);
    private readonly ConcurrentQueue<DemoAnswer> pictures = new();
    private readonly HttpListener listener = new();
    private readonly TimeSpan answerTime;
    private readonly Task serving;

    private PunctualModel(TimeSpan answerTime, int port)
    {
        (this.answerTime, BaseUrl) = (answerTime, $"http://127.0.0.1:{port}");
        listener.Prefixes.Add($"{BaseUrl}/");
        listener.Start();
        serving = ServeAsync();
    }

    public string BaseUrl { get; }

    public static PunctualModel Start(TimeSpan answerTime)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return new PunctualModel(answerTime, port);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Close();
    }

    private async Task ServeAsync()
    {
        List<Task> answers = [];
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                answers.Add(Task.Run(() => AnswerAsync(call)));
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var arrived = Stopwatch.GetTimestamp();
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        var answer = await AnswerOfAsync(call.Request.Url!.AbsolutePath, body.ToArray());
        var left = answerTime - Stopwatch.GetElapsedTime(arrived);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        call.Response.StatusCode = answer.StatusCode;
        call.Response.ContentType = answer.ContentType;
        await call.Response.OutputStream.WriteAsync(answer.Frames.Single());
        call.Response.Close();
    }

    private async Task<DemoAnswer> AnswerOfAsync(string path, byte[] body)
    {
        if (!path.Contains("nano-banana", StringComparison.Ordinal))
        {
            return await model.AnswerAsync("POST", path, serverSentEvents: false, body, CancellationToken.None);
        }

        if (pictures.Count >= PicturesDrawn && pictures.TryDequeue(out var again))
        {
            pictures.Enqueue(again);
            return again;
        }

        var drawn = await model.AnswerAsync("POST", path, serverSentEvents: false, body, CancellationToken.None);
        pictures.Enqueue(drawn);
        return drawn;
    }
}
