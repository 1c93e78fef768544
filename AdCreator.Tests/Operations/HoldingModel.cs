using System.Text;
using AdCreator.Core.Demo;
using AdCreator.Tests.Gemini;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace AdCreator.Tests.Operations;

/// <summary>The demo model behind a server of its own that outlives the app, keeps a ledger, and can leave calls without an answer.</summary>
internal sealed class HoldingModel : IAsyncDisposable
{
    private readonly DemoModel model = new(Options.Create(new DemoOptions { LatencyMs = 50 }), TimeProvider.System);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProtocolServer server = null!;
    private int pictures;
    private int reviews;
    private int held;

    /// <summary>How many pictures and reviews are answered; later ones wait until they are released or their caller is gone.</summary>
    public (int Pictures, int Reviews) Answered { get; set; } = (int.MaxValue, int.MaxValue);

    /// <summary>Calls that wait for an answer.</summary>
    public int Held => Volatile.Read(ref held);

    public string BaseUrl => server.BaseUrl;

    /// <summary>Calls that arrived.</summary>
    public int Calls => server.Calls.Count;

    /// <summary>Calls for a picture that arrived.</summary>
    public int PictureCalls => server.Calls.Count(IsPicture);

    public static async Task<HoldingModel> StartAsync()
    {
        var holding = new HoldingModel();
        holding.server = await ProtocolServer.StartAsync(holding.AnswerAsync);
        return holding;
    }

    /// <summary>Answers the calls that wait, and all that come.</summary>
    public void Release() => released.TrySetResult();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, ReceivedCall call)
    {
        var isLate = IsPicture(call)
            ? Interlocked.Increment(ref pictures) > Answered.Pictures
            : IsReview(call) && Interlocked.Increment(ref reviews) > Answered.Reviews;
        if (isLate)
        {
            Interlocked.Increment(ref held);
            await released.Task.WaitAsync(http.RequestAborted);
        }

        var answer = await model.AnswerAsync("POST", call.Path, serverSentEvents: false, Encoding.UTF8.GetBytes(call.Body), http.RequestAborted);
        http.Response.StatusCode = answer.StatusCode;
        http.Response.ContentType = answer.ContentType;
        await http.Response.Body.WriteAsync(answer.Frames.Single(), http.RequestAborted);
    }

    private static bool IsPicture(ReceivedCall call) => call.Path.Contains("nano-banana", StringComparison.Ordinal);

    /// <summary>The only other call of a run without a reference that sends pictures.</summary>
    private static bool IsReview(ReceivedCall call) => call.Body.Contains("inlineData", StringComparison.Ordinal);
}
