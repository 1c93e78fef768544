using System.Diagnostics;

namespace AdCreator.Tests.Security;

/// <summary>The program itself as a process of its own, as an operator starts it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private AppProcess(Process process, string folder)
    {
        (this.process, this.folder) = (process, folder);
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it with these settings alone: no environment of the test run reaches it.</summary>
    public static AppProcess Start(string environment, params (string Key, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("adcreator-process-").FullName;
        var start = new ProcessStartInfo(DotNetHost, Path.Combine(AppContext.BaseDirectory, "AdCreator.Web.dll"))
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory,
        };
        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "HOME", "DOTNET_ROOT", "TMPDIR" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["AdCreator__DataDirectory"] = directory;
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new AppProcess(Process.Start(start)!, directory);
    }

    /// <summary>Waits for the end, at most 30 seconds.</summary>
    public async Task<AppEnd> EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(deadline.Token);
        return new AppEnd(process.ExitCode, clock.Elapsed, await output, await errors);
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

    private static string DotNetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}

/// <summary>How a process ended.</summary>
internal sealed record AppEnd(int ExitCode, TimeSpan Duration, string Output, string Errors);
