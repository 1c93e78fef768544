using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdCreator.Bench.Calls;

/// <summary>A server on loopback that speaks the Gemini protocol and keeps a ledger of its own: which calls it has answered, and how often.</summary>
/// <remarks>A call is known by its W3C trace id, which travels in a header and stands in the call's row. Answers can be held back.</remarks>
internal sealed class LedgerModel : IAsyncDisposable
{
    private static readonly byte[] Answer =
        """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"An answer."}]},"finishReason":"STOP"}],
        "usageMetadata":{"promptTokenCount":20,"candidatesTokenCount":80,"thoughtsTokenCount":40,"totalTokenCount":140},"modelVersion":"gemini-3.8-flash"}
        """u8.ToArray();

    private readonly WebApplication server;
    private readonly TimeSpan answerTime;
    private readonly ConcurrentQueue<long> arrivals = new();
    private TaskCompletionSource release = Open();
    private int held;

    private LedgerModel(WebApplication server, TimeSpan answerTime) => (this.server, this.answerTime) = (server, answerTime);

    public string BaseUrl => server.Urls.Single();

    /// <summary>How often each call was answered since the ledger was begun.</summary>
    public ConcurrentDictionary<string, int> Answered { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>When calls arrived, by <see cref="Stopwatch"/>.</summary>
    public IReadOnlyCollection<long> Arrivals => arrivals;

    /// <summary>Calls that are held back now.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Starts it on a free port.</summary>
    public static async Task<LedgerModel> StartAsync(TimeSpan answerTime)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var model = new LedgerModel(builder.Build(), answerTime);
        model.server.Run(model.AnswerAsync);
        await model.server.StartAsync();
        return model;
    }

    /// <summary>Begins a new, empty ledger.</summary>
    public ConcurrentDictionary<string, int> BeginLedger() => Answered = new(StringComparer.Ordinal);

    /// <summary>Calls that arrive from now on are held back: whole, or after half of their answer was sent.</summary>
    public void Hold(bool halfway = false)
    {
        release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        HoldsHalfway = halfway;
    }

    /// <summary>Lets the answers of held calls go; those whose caller is gone get none.</summary>
    public void Release() => release.TrySetResult();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private bool HoldsHalfway { get; set; }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        arrivals.Enqueue(Stopwatch.GetTimestamp());
        var trace = http.Request.Headers.TraceParent.ToString().Split('-')[1];
        var ledger = Answered;
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            await Task.Delay(answerTime, http.RequestAborted);
            var half = HoldsHalfway ? Answer.Length / 2 : 0;
            if (half == 0)
            {
                await WaitAsync(http.RequestAborted);
            }

            // From here on a provider would send a bill.
            ledger.AddOrUpdate(trace, 1, (_, times) => times + 1);
            http.Response.ContentType = "application/json; charset=UTF-8";
            await http.Response.Body.WriteAsync(Answer.AsMemory(0, half), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            if (half > 0)
            {
                await WaitAsync(http.RequestAborted);
            }

            await http.Response.Body.WriteAsync(Answer.AsMemory(half), http.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // Its caller was killed.
        }
    }

    private async Task WaitAsync(CancellationToken callerIsGone)
    {
        Interlocked.Increment(ref held);
        try
        {
            await release.Task.WaitAsync(callerIsGone);
        }
        finally
        {
            Interlocked.Decrement(ref held);
        }
    }
}
