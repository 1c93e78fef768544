using System.Diagnostics;

namespace AdCreator.Bench;

/// <summary>What <c>bench.sh</c> has prepared.</summary>
internal static class BenchSettings
{
    /// <summary>A superuser's connection to a server of this run alone.</summary>
    public static string PostgreSql => Read("ADCREATOR_BENCH_POSTGRES");

    /// <summary>The folder that <c>dotnet publish -c Release</c> wrote.</summary>
    public static string PublishedWeb => Read("ADCREATOR_BENCH_WEB");

    /// <summary>Starts or stops the server; returns when it is done.</summary>
    public static async Task ControlPostgreSqlAsync(string action)
    {
        using var control = Process.Start(Read("ADCREATOR_BENCH_POSTGRES_CONTROL"), [action]);
        await control.WaitForExitAsync();
        if (control.ExitCode != 0)
        {
            throw new InvalidOperationException($"PostgreSQL did not {action}: exit code {control.ExitCode}.");
        }
    }

    private static string Read(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: run ./bench.sh, which prepares what is measured.");
}
