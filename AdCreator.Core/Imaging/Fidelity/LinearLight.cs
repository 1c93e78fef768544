using System.Runtime.CompilerServices;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Between sRGB values and amounts of light (IEC 61966-2-1).</summary>
internal static class LinearLight
{
    private const int Steps = 4096;

    private static readonly double[] Decoded = [.. Enumerable.Range(0, 256).Select(v => v / 255.0).Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];

    private static readonly byte[] Encoded = [.. Enumerable.Range(0, Steps + 1).Select(k => (double)k / Steps)
        .Select(v => v <= 0.0031308 ? v * 12.92 : (1.055 * Math.Pow(v, 1 / 2.4)) - 0.055).Select(v => (byte)Math.Round(v * 255))];

    /// <summary>0 to 1.</summary>
    public static double Decode(byte value) => Decoded[value];

    public static byte Encode(double light) => Encoded[(int)Math.Clamp(light * Steps, 0, Steps)];

    /// <summary>Mean luminance of some pixels, 0 to 1; blue, green, red.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double MeanOf(byte[] bgr, int[] pixels)
    {
        var sum = 0.0;
        foreach (var i in pixels)
        {
            sum += (0.0722 * Decoded[bgr[i * 3]]) + (0.7152 * Decoded[bgr[(i * 3) + 1]]) + (0.2126 * Decoded[bgr[(i * 3) + 2]]);
        }

        return sum / pixels.Length;
    }
}
