using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Contrast as WCAG 2.2 defines it: 1 (none) to 21 (black on white).</summary>
public static class Contrast
{
    /// <summary>What text needs against the pixels beneath it (WCAG 2.2, success criterion 1.4.3).</summary>
    public const double Minimum = 4.5;

    /// <summary>The near-black of text.</summary>
    internal static readonly SKColor Ink = new(0x15, 0x16, 0x1A);

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(ToLinear)];

    /// <summary>Relative luminance of an sRGB colour, 0 (black) to 1 (white).</summary>
    public static double Luminance(byte red, byte green, byte blue) =>
        (0.2126 * Linear[red]) + (0.7152 * Linear[green]) + (0.0722 * Linear[blue]);

    /// <summary>Contrast of two relative luminances, 1 to 21.</summary>
    public static double Ratio(double first, double second) =>
        (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);

    internal static double Luminance(SKColor color) => Luminance(color.Red, color.Green, color.Blue);

    internal static double Ratio(SKColor first, SKColor second) => Ratio(Luminance(first), Luminance(second));

    /// <summary>White, or near-black where white would read worse; one of them always reaches <see cref="Minimum"/>.</summary>
    internal static SKColor ReadableOn(SKColor ground)
    {
        if (Ratio(ground, SKColors.White) >= Minimum)
        {
            return SKColors.White;
        }

        return Ratio(ground, Ink) >= Minimum ? Ink : SKColors.Black;
    }

    /// <summary>Linear light of an sRGB value.</summary>
    internal static double ToLinear(byte value) => Linear[value];

    private static double ToLinear(int value)
    {
        var c = value / 255d;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
