using System.Runtime.InteropServices;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>How different two colours look: CIEDE2000, after Sharma, Wu and Dalal (2005).</summary>
internal static class ColorDifference
{
    private static readonly double Pow25To7 = Math.Pow(25, 7);

    /// <summary>1 is just noticeable side by side.</summary>
    public static double Of(CielabColor one, CielabColor other)
    {
        var meanChroma = (Chroma(one.A, one.B) + Chroma(other.A, other.B)) / 2;
        var grey = 1.5 - (0.5 * Math.Sqrt(Math.Pow(meanChroma, 7) / (Math.Pow(meanChroma, 7) + Pow25To7)));
        var (a1, a2) = (one.A * grey, other.A * grey);
        var (c1, c2) = (Chroma(a1, one.B), Chroma(a2, other.B));
        var (h1, h2) = (Hue(a1, one.B), Hue(a2, other.B));
        var (light, chroma) = (other.L - one.L, c2 - c1);
        var turn = c1 * c2 == 0 ? 0 : (((h2 - h1) + 540) % 360) - 180;
        var hue = 2 * Math.Sqrt(c1 * c2) * Math.Sin(Radians(turn / 2));

        var (meanLight, meanC) = ((one.L + other.L) / 2, (c1 + c2) / 2);
        var meanHue = c1 * c2 == 0 ? h1 + h2 : (h1 + (turn / 2) + 360) % 360;
        var t = 1 - (0.17 * Math.Cos(Radians(meanHue - 30))) + (0.24 * Math.Cos(Radians(2 * meanHue)))
            + (0.32 * Math.Cos(Radians((3 * meanHue) + 6))) - (0.20 * Math.Cos(Radians((4 * meanHue) - 63)));
        var lightSquare = (meanLight - 50) * (meanLight - 50);
        var lightScale = 1 + (0.015 * lightSquare / Math.Sqrt(20 + lightSquare));
        var (chromaScale, hueScale) = (1 + (0.045 * meanC), 1 + (0.015 * meanC * t));
        var blue = 60 * Math.Exp(-Math.Pow((meanHue - 275) / 25, 2));
        var rotation = -Math.Sin(Radians(blue)) * 2 * Math.Sqrt(Math.Pow(meanC, 7) / (Math.Pow(meanC, 7) + Pow25To7));
        var (l, c, h) = (light / lightScale, chroma / chromaScale, hue / hueScale);
        return Math.Sqrt(Math.Max(0, (l * l) + (c * c) + (h * h) + (rotation * c * h)));
    }

    private static double Chroma(double a, double b) => Math.Sqrt((a * a) + (b * b));

    private static double Hue(double a, double b) => a == 0 && b == 0 ? 0 : ((Math.Atan2(b, a) * 180 / Math.PI) + 360) % 360;

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}

/// <summary>A colour in CIE L*a*b*, L from 0 to 100.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CielabColor(double L, double A, double B);
