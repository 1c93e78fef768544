using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace AdCreator.Bench.Hosting;

/// <summary>The published program as a process of its own, with a fresh data directory.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private const string AddressWords = "AdCreator is at ";

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMessageInvoker browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private WebProcess(Process process, string folder) => (this.process, Folder) = (process, folder);

    /// <summary>Its data directory.</summary>
    public string Folder { get; }

    /// <summary>Megabytes (2^20 bytes) that are resident now.</summary>
    public double ResidentMegabytes => ProcessMemory.Resident(process);

    /// <summary>The most megabytes that were ever resident.</summary>
    public double PeakMegabytes => ProcessMemory.Peak(process);

    /// <summary>Seconds of processor time so far: unlike the clock's, they change little with other load.</summary>
    public double ProcessorSeconds => process.TotalProcessorTime.TotalSeconds;

    /// <summary>Starts it on a free port.</summary>
    public static WebProcess Start(string environment, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("adcreator-bench-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(BenchSettings.PublishedWeb, "AdCreator.Web.dll")])
        {
            WorkingDirectory = BenchSettings.PublishedWeb, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment.Remove("GEMINI_API_KEY");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["AdCreator__DataDirectory"] = folder;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var web = new WebProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, folder);
        web.process.OutputDataReceived += web.Receive;
        web.process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        web.process.Exited += (_, _) => web.address.TrySetException(new InvalidOperationException("The program ended before it was ready."));
        web.process.Start();
        web.process.BeginOutputReadLine();
        web.process.BeginErrorReadLine();
        return web;
    }

    /// <summary>Asks for a page and reads all of it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? cookie, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(await address.Task, path));
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var answer = await browser.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        return answer;
    }

    /// <summary>Orders ads as another program does, and gives the run's id.</summary>
    /// <param name="token">A personal access token.</param>
    /// <param name="order">A body of <c>POST /api/v1/runs</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">The order was not taken.</exception>
    public async Task<Guid> OrderAsync(string token, object order, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(await address.Task, "/api/v1/runs")) { Content = JsonContent.Create(order) };
        request.Headers.Add("Authorization", $"Bearer {token}");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await browser.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.StatusCode == HttpStatusCode.Created
            ? JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid()
            : throw new InvalidOperationException($"The order was not taken: {answer.StatusCode} {text}");
    }

    /// <summary>Waits until the path answers 200.</summary>
    public async Task WaitForAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await SendAsync(HttpMethod.Get, path, cookie: null, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        browser.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data?.StartsWith(AddressWords, StringComparison.Ordinal) == true)
        {
            address.TrySetResult(new Uri(line.Data[AddressWords.Length..]));
        }
    }
}
