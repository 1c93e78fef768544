using System.Runtime.InteropServices;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Vision;

/// <summary>Whether this machine can cut products out and compare pictures: OpenCV, loaded when it is first asked for.</summary>
/// <remarks>
/// The library is native, comes for Linux on x64 alone, and needs four packages of the distribution. Without it everything
/// else runs; what needs it says <see cref="Missing"/>.
/// </remarks>
public static class VisionLibrary
{
    /// <summary>What an admin runs once on Debian or Ubuntu where the library does not load.</summary>
    public const string InstallCommand = "apt-get install libgtk-3-0 libharfbuzz0b libatomic1 libdrm2";

    private const string NativeName = "OpenCvSharpExtern";

    /// <summary>A cut-out or a comparison takes a second or two of one core and some 200 MB: two at once, whoever asks.</summary>
    private static readonly SemaphoreSlim Places = new(2);

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Whether the library is there. The first call loads it, 0.1 to 0.5 s; it stays loaded.</summary>
    public static bool IsAvailable => Loaded.Value;

    /// <summary>What is missing and what helps, for people.</summary>
    public static string Missing { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? $"This machine lacks what looking at pictures needs. An admin installs it once with: {InstallCommand}"
        : "Looking at pictures works on Linux with an x64 processor alone; this machine is another.";

    /// <summary>Does the work when one of the two places is free, on the calling thread.</summary>
    internal static T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Places.Wait(cancellationToken);
        try
        {
            return work();
        }
        finally
        {
            Places.Release();
        }
    }

    private static bool Load()
    {
        // Asked for by name first: OpenCvSharp's own type initializer would throw, and never be tried again.
        if (!NativeLibrary.TryLoad(NativeName, typeof(Cv2).Assembly, DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories, out _))
        {
            return false;
        }

        // Two places with one thread each: a page stays quick while pictures are looked at.
        Cv2.SetNumThreads(1);
        return true;
    }
}
