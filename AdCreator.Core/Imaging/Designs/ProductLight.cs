using System.Runtime.CompilerServices;
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
    /// <param name="canvas">Drawn on in pixels of its bitmap, whatever its matrix.</param>
    /// <param name="product">Its pixels stay as they are but for their scale and light.</param>
    /// <param name="place">Whole pixels of the bitmap, at least one.</param>
    public void Draw(SKCanvas canvas, ProductCut product, SKRectI place)
    {
        // On a bitmap of its own and in whole numbers: a layer with a gradient costs as much as all else in an ad.
        using var lit = new SKBitmap(new SKImageInfo(place.Width, place.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        product.Scale(lit);
        if (Left < 1 || Right < 1)
        {
            Dim(lit);
        }

        using var image = SKImage.FromPixels(lit.PeekPixels());
        canvas.Save();
        canvas.ResetMatrix();
        canvas.DrawImage(image, place.Left, place.Top, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.Restore();
    }

    /// <summary>Takes light away, column by column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dim(SKBitmap product)
    {
        // Pixels are stored about as the square root of light: darkening by a factor of its 2.2th root darkens all tones alike.
        var (left, right) = (Math.Pow(Left, 1 / 2.2), Math.Pow(Right, 1 / 2.2));
        Span<ushort> factors = new ushort[product.Width * 4];
        for (var x = 0; x < product.Width; x++)
        {
            var factor = left + ((right - left) * (x + 0.5) / product.Width);
            factors.Slice(x * 4, 3).Fill((ushort)Math.Round(256 * factor));
            factors[(x * 4) + 3] = 256;
        }

        var pixels = product.GetPixelSpan();
        for (var at = 0; at < pixels.Length; at += factors.Length)
        {
            var row = pixels.Slice(at, factors.Length);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = (byte)(((row[i] * factors[i]) + 128) >> 8);
            }
        }
    }

    private static double Clamped(double light) => Math.Clamp(light, Darkest, 1);
}
