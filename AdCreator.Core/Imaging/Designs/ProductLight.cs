using System.Runtime.InteropServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Brings a product's own pixels into the light of a scene: brightness alone, so that no colour turns.</summary>
/// <remarks>The side away from the light gets darker, and all of it in a dark scene. Nothing gets brighter: what the photo shows stays whole.</remarks>
/// <param name="Left">What is left of the light at the product's left edge, <see cref="Darkest"/> to 1, linear.</param>
/// <param name="Right">The same at its right edge.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProductLight(double Left, double Right)
{
    /// <summary>Least light that is left anywhere: the fidelity check evens out as much.</summary>
    public const double Darkest = 0.82;

    /// <summary>How much of the scene's own difference between its sides the product takes on.</summary>
    private const double SideShare = 0.3;

    /// <summary>Luminance of surroundings, 0 to 1, above which a product keeps all of its light.</summary>
    private const double Bright = 0.18;

    /// <summary>The light for luminances of the scene beside a product, 0 to 1.</summary>
    public static ProductLight Between(double left, double right)
    {
        var side = SideShare * (right - left) / Math.Max(0.05, right + left);
        var all = Math.Pow(Math.Min(1, Math.Max(0.01, (left + right) / 2) / Bright), 0.06);
        return new ProductLight(Clamped(all * Math.Exp(2 * Math.Min(0, side))), Clamped(all * Math.Exp(-2 * Math.Max(0, side))));
    }

    /// <summary>Draws the product in this light.</summary>
    public void Draw(SKCanvas canvas, SKImage product, SKRect box, SKSamplingOptions sampling)
    {
        // Pixels are stored about as the square root of light: darkening by a factor of its 2.2th root darkens all tones alike.
        var (from, to) = (Grey(Left), Grey(Right));
        using var shader = SKShader.CreateLinearGradient(new SKPoint(box.Left, 0), new SKPoint(box.Right, 0), [from, to], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, BlendMode = SKBlendMode.Modulate, IsDither = true };
        var layer = SKRect.Inflate(box, 2, 2);
        canvas.SaveLayer(layer, null);
        canvas.DrawImage(product, box, sampling);
        canvas.DrawRect(layer, paint);
        canvas.Restore();
    }

    private static double Clamped(double light) => Math.Clamp(light, Darkest, 1);

    private static SKColor Grey(double light)
    {
        var value = (byte)Math.Round(255 * Math.Pow(light, 1 / 2.2));
        return new SKColor(value, value, value);
    }
}
