using System.Collections.Concurrent;
using System.Diagnostics;
using AdCreator.Tests.Usage;

namespace AdCreator.Tests.Operations;

/// <summary>The built program as an operator starts it: a process of its own with its own data directory.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string? ownFolder;

    private AppProcess(Process process, string? ownFolder) => (this.process, this.ownFolder) = (process, ownFolder);

    /// <summary>Lines of both outputs so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it with a fresh data directory; settings are environment variables.</summary>
    public static AppProcess Start(string environment, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("adcreator-process-").FullName;
        return Start(environment, data, data, settings);
    }

    /// <summary>Starts it on a data directory that outlives it.</summary>
    public static AppProcess StartOn(string dataDirectory, string environment, params (string Key, string Value)[] settings) =>
        Start(environment, dataDirectory, ownFolder: null, settings);

    private static AppProcess Start(string environment, string data, string? ownFolder, (string Key, string Value)[] settings)
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        var program = Path.Combine(ArchitectureTests.Root, "AdCreator.Web", "bin", configuration, "net10.0", "AdCreator.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            WorkingDirectory = Path.Combine(ArchitectureTests.Root, "AdCreator.Web"), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment.Remove("GEMINI_API_KEY");
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["AdCreator__DataDirectory"] = data;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var app = new AppProcess(new Process { StartInfo = start }, ownFolder);
        app.process.OutputDataReceived += app.Receive;
        app.process.ErrorDataReceived += app.Receive;
        app.process.Start();
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        return app;
    }

    /// <summary>Waits for the line that names the address.</summary>
    public async Task<Uri> WaitForAddressAsync()
    {
        const string Words = "AdCreator is at ";
        await Eventually.TrueAsync(() => process.HasExited
            ? throw new InvalidOperationException($"The program ended with {process.ExitCode}: {string.Join('\n', Lines)}")
            : Task.FromResult(Lines.Any(l => l.StartsWith(Words, StringComparison.Ordinal))));
        return new Uri(Lines.First(l => l.StartsWith(Words, StringComparison.Ordinal))[Words.Length..]);
    }

    /// <summary>Waits for the end of the process; gives how long it took.</summary>
    public async Task<TimeSpan> WaitForExitAsync(TimeSpan atMost)
    {
        using var deadline = new CancellationTokenSource(atMost);
        var watch = Stopwatch.StartNew();
        await process.WaitForExitAsync(deadline.Token);
        return watch.Elapsed;
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends the process without asking it (<c>kill -9</c>).</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        if (ownFolder is not null)
        {
            Directory.Delete(ownFolder, recursive: true);
        }
    }

    private void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            Lines.Enqueue(line.Data);
        }
    }
}
