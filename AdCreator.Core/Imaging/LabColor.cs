using System.Runtime.InteropServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A colour in CIE L*a*b* (D65), in which distances are about what the eye sees.</summary>
/// <param name="Lightness">0 to 100.</param>
/// <param name="GreenRed">a*.</param>
/// <param name="BlueYellow">b*.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LabColor(double Lightness, double GreenRed, double BlueYellow)
{
    public static LabColor Of(SKColor color)
    {
        var (r, g, b) = (Contrast.ToLinear(color.Red), Contrast.ToLinear(color.Green), Contrast.ToLinear(color.Blue));
        var x = Curve(((0.4124564 * r) + (0.3575761 * g) + (0.1804375 * b)) / 0.95047);
        var y = Curve((0.2126729 * r) + (0.7151522 * g) + (0.0721750 * b));
        var z = Curve(((0.0193339 * r) + (0.1191920 * g) + (0.9503041 * b)) / 1.08883);
        return new LabColor((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>CIE 1976 colour difference; about 2.3 is just noticeable.</summary>
    public double DistanceTo(LabColor other) => Math.Sqrt(
        Math.Pow(Lightness - other.Lightness, 2) + Math.Pow(GreenRed - other.GreenRed, 2) + Math.Pow(BlueYellow - other.BlueYellow, 2));

    private static double Curve(double t) => t > 216 / 24389d ? Math.Cbrt(t) : ((24389 / 27d * t) + 16) / 116;
}
