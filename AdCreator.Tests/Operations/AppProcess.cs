using System.Collections.Concurrent;
using System.Diagnostics;
using AdCreator.Tests.Usage;

namespace AdCreator.Tests.Operations;

/// <summary>The built program as an operator starts it: a process of its own with its own data directory.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private AppProcess(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Lines of both outputs so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it from a folder of no meaning; settings are environment variables.</summary>
    public static AppProcess Start(string environment, params (string Key, string Value)[] settings)
    {
        var program = Path.Combine(ArchitectureTests.Root, "AdCreator.Web", "bin", Configuration, "net10.0", "AdCreator.Web.dll");
        return Start([program], Path.GetTempPath(), [("ASPNETCORE_ENVIRONMENT", environment), .. settings]);
    }

    /// <summary>Starts it as the README says, with <c>dotnet run</c> and its launch profile.</summary>
    public static AppProcess Run(params (string Key, string Value)[] settings) =>
        Start(["run", "--no-build", "--configuration", Configuration, "--project", "AdCreator.Web"], ArchitectureTests.Root, settings);

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private static AppProcess Start(string[] command, string workingDirectory, (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("adcreator-process-").FullName;
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var name in new[] { "GEMINI_API_KEY", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["AdCreator__DataDirectory"] = data;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var app = new AppProcess(new Process { StartInfo = start }, data);
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
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            Lines.Enqueue(line.Data);
        }
    }
}
