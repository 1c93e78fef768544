using System.Diagnostics;

namespace AdCreator.Bench;

/// <summary>This program as another process, which is told what to do by lines and answers by lines.</summary>
internal static class OwnProcess
{
    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<Process> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };

        // Started by dotnet, the program's own file has to be named.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() == "ready" ? process : throw new InvalidOperationException($"{arguments[0]} did not start.");
    }

    /// <summary>Lets it finish what it does, and waits for its end.</summary>
    public static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }
}
