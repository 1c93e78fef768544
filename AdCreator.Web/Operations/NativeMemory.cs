using System.Runtime.InteropServices;

namespace AdCreator.Web.Operations;

/// <summary>Lets the C library give the memory of decoded pictures back as soon as they are freed.</summary>
/// <remarks>
/// Decoded pictures are blocks of some megabytes. By itself glibc raises its limit for blocks of their own to 32 MB after
/// the first of them, and from then on keeps them in heaps that rarely shrink (docs/benchmarks.md).
/// </remarks>
internal static class NativeMemory
{
    /// <summary><c>M_MMAP_THRESHOLD</c> of malloc.h; setting it also stops glibc from raising it.</summary>
    private const int MmapThreshold = -3;

    private const int Bytes = 256 * 1024;

    /// <summary>Sets it; elsewhere than on glibc there is nothing to set.</summary>
    public static void KeepSmall()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MmapThreshold, Bytes);
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, such as musl, gives memory back by its own rules.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
