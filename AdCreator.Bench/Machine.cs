using System.Globalization;
using System.Runtime.InteropServices;

namespace AdCreator.Bench;

/// <summary>On what was measured: figures mean nothing without it.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {memory:0.#} GB memory, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, load {load}");
    }
}
