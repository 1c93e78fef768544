using System.Diagnostics;
using System.Globalization;

namespace AdCreator.Bench;

/// <summary>Memory of a process as the kernel counts it, megabytes (2^20 bytes).</summary>
internal static class ProcessMemory
{
    /// <summary>What is resident now.</summary>
    public static double Resident(Process process) => Read(process, "VmRSS:");

    /// <summary>The most that was ever resident.</summary>
    public static double Peak(Process process) => Read(process, "VmHWM:");

    private static double Read(Process process, string key)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(l => l.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
