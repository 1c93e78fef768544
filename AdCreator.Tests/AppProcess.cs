using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdCreator.Tests;

/// <summary>The built program as an operator starts it: a process of its own, which sees no setting of the test run.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    private readonly Process process;
    private readonly string? ownFolder;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ConcurrentQueue<string> output = [];
    private readonly ConcurrentQueue<string> errors = [];

    private AppProcess(Process process, string? ownFolder) => (this.process, this.ownFolder) = (process, ownFolder);

    /// <summary>Lines of both outputs so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it from a folder of no meaning with a fresh data directory.</summary>
    /// <param name="environment">Such as <c>Production</c>.</param>
    /// <param name="settings">Environment variables; colons in names may stay.</param>
    public static AppProcess Start(string environment, params (string Key, string Value)[] settings)
    {
        var data = FreshFolder();
        return Start([Program], Path.GetTempPath(), data, data, [("ASPNETCORE_ENVIRONMENT", environment), .. settings]);
    }

    /// <summary>Starts it on a data directory that outlives it.</summary>
    public static AppProcess StartOn(string dataDirectory, string environment, params (string Key, string Value)[] settings) =>
        Start([Program], Path.GetTempPath(), dataDirectory, ownFolder: null, [("ASPNETCORE_ENVIRONMENT", environment), .. settings]);

    /// <summary>Starts it on a data directory where no file can be longer than some hundred bytes: the disk takes the beginning of what is written, and fails.</summary>
    /// <remarks>The runtime keeps machine code in files of memory, which the same limit would hit: it is told not to.</remarks>
    public static AppProcess StartOnFullDisk(string dataDirectory, string environment, params (string Key, string Value)[] settings) =>
        Start(
            [Program],
            Path.GetTempPath(),
            dataDirectory,
            ownFolder: null,
            [("ASPNETCORE_ENVIRONMENT", environment), ("DOTNET_EnableWriteXorExecute", "0"), .. settings],
            shell: "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"");

    /// <summary>Starts it as the README says, with <c>dotnet run</c> and its launch profile.</summary>
    public static AppProcess Run(params (string Key, string Value)[] settings)
    {
        var data = FreshFolder();
        return Start(["run", "--no-build", "--configuration", Configuration, "--project", "AdCreator.Web"], ArchitectureTests.Root, data, data, settings);
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

    /// <summary>Waits for the end of the process, at most so long; gives how it ended.</summary>
    public async Task<AppEnd> EndAsync(TimeSpan? atMost = null)
    {
        using var deadline = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        return new AppEnd(process.ExitCode, clock.Elapsed, string.Join('\n', output), string.Join('\n', errors));
    }

    /// <summary>Waits for the end of the process; gives how long that took from now on.</summary>
    public async Task<TimeSpan> WaitForExitAsync(TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        await EndAsync(atMost);
        return watch.Elapsed;
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public async Task TerminateAsync()
    {
        // The shell's own: a bare Debian has no /bin/kill.
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends the process at once, as a power cut does.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
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

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;

    private static string Program => Path.Combine(ArchitectureTests.Root, "AdCreator.Web", "bin", Configuration, "net10.0", "AdCreator.Web.dll");

    private static string FreshFolder() => Directory.CreateTempSubdirectory("adcreator-process-").FullName;

    private static AppProcess Start(
        string[] command, string workingDirectory, string data, string? ownFolder, (string Key, string Value)[] settings, string? shell = null)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(shell is null ? host : "sh", shell is null ? command : ["-c", shell, host, .. command])
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var name in Kept)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["AdCreator__DataDirectory"] = data;
        start.Environment["Demo__SampleSet"] = "false";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var app = new AppProcess(new Process { StartInfo = start }, ownFolder);
        app.process.OutputDataReceived += (_, line) => app.Receive(app.output, line.Data);
        app.process.ErrorDataReceived += (_, line) => app.Receive(app.errors, line.Data);
        app.process.Start();
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        return app;
    }

    private void Receive(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            Lines.Enqueue(line);
        }
    }
}

/// <summary>How a process ended.</summary>
internal sealed record AppEnd(int ExitCode, TimeSpan Duration, string Output, string Errors);
