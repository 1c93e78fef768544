using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>The shadow of a placed product: dark where it touches the ground, wide around it, and a long soft one away from the light.</summary>
/// <remarks>It takes the ground's own colour, and only the ground gets it: the product's pixels stay as they are.</remarks>
internal static class ProductShadow
{
    /// <summary>Shadows are soft: drawn small and enlarged they look the same and cost a tenth.</summary>
    private const float Longest = 320;

    /// <summary>How far the long shadow leans away, as a part of the product's height.</summary>
    private const float Lean = 0.55f;

    /// <param name="canvas">In pixels of the ad.</param>
    /// <param name="product">What throws it.</param>
    /// <param name="box">Where the product goes.</param>
    /// <param name="ground">The mean colour beneath it.</param>
    /// <param name="stands">False where a crop leaves no ground under the product: then it hovers before the wall, on purpose and not by mistake.</param>
    public static void Draw(SKCanvas canvas, ProductCut product, SKRect box, SKColor ground, bool stands)
    {
        var around = (box.Width * 0.3f) + (box.Height * 0.12f);
        var region = new SKRect(box.Left - around, box.Top + (stands ? box.Height * 0.5f : -around), box.Right + around + (box.Height * Lean), box.Bottom + around);
        var scale = Math.Min(1, Longest / Math.Max(region.Width, region.Height));
        using var small = new SKBitmap(new SKImageInfo(Math.Max(4, (int)(region.Width * scale)), Math.Max(4, (int)(region.Height * scale)), SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var draft = new SKCanvas(small))
        {
            draft.Clear(SKColors.Transparent);
            draft.Scale(small.Width / region.Width, small.Height / region.Height);
            draft.Translate(-region.Left, -region.Top);
            if (stands)
            {
                DrawStanding(draft, product, box, ShadeOf(ground));
            }
            else
            {
                DrawHovering(draft, product, box, ShadeOf(ground));
            }
        }

        using var image = SKImage.FromPixels(small.PeekPixels());
        canvas.DrawImage(image, region, new SKSamplingOptions(SKFilterMode.Linear));
    }

    private static void DrawStanding(SKCanvas canvas, ProductCut product, SKRect box, SKColor shade)
    {
        var unit = Math.Min(box.Height, box.Width * 1.6f);
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        canvas.Translate(box.MidX, box.Bottom - (box.Height * 0.012f));
        canvas.Concat(new SKMatrix(1, -Lean, 0, 0, 0.26f, 0, 0, 0, 1));
        using (var blur = SKImageFilter.CreateBlur(unit * 0.024f, unit * 0.034f))
        using (var dark = SKColorFilter.CreateBlendMode(shade.WithAlpha((byte)(shade.Alpha * 0.42)), SKBlendMode.SrcIn))
        {
            paint.ImageFilter = blur;
            paint.ColorFilter = dark;
            canvas.DrawImage(product.Image, SKRect.Create(-box.Width / 2, -box.Height, box.Width, box.Height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        }

        canvas.Restore();
        paint.ImageFilter = null;
        paint.ColorFilter = null;
        (float X, float Y, float Blur, float Alpha)[] ovals = [(0.62f, 0.05f, 0.05f, 0.34f), (0.5f, 0.022f, 0.014f, 0.62f), (0.47f, 0.010f, 0.005f, 0.68f)];
        var (middle, width) = (box.Left + (box.Width * (product.Foot.From + product.Foot.To) / 2), box.Width * (product.Foot.To - product.Foot.From));
        foreach (var (x, y, soft, alpha) in ovals)
        {
            using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Math.Max(0.5f, unit * soft));
            paint.MaskFilter = blur;
            paint.Color = shade.WithAlpha((byte)(shade.Alpha * alpha));
            canvas.DrawOval(middle, box.Bottom - (width * y * 0.6f), width * x, width * y, paint);
        }
    }

    private static void DrawHovering(SKCanvas canvas, ProductCut product, SKRect box, SKColor shade)
    {
        var unit = Math.Min(box.Height, box.Width * 1.6f);
        using var blur = SKImageFilter.CreateBlur(unit * 0.05f, unit * 0.05f);
        using var dark = SKColorFilter.CreateBlendMode(shade.WithAlpha((byte)(shade.Alpha * 0.5)), SKBlendMode.SrcIn);
        using var paint = new SKPaint { ImageFilter = blur, ColorFilter = dark };
        box.Offset(unit * 0.04f, unit * 0.06f);
        canvas.DrawImage(product.Image, box, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
    }

    /// <summary>A deep shade of the ground; weaker where the ground is dark already.</summary>
    private static SKColor ShadeOf(SKColor ground)
    {
        var light = Math.Sqrt(Contrast.Luminance(ground));
        return new SKColor((byte)(ground.Red * 0.16), (byte)(ground.Green * 0.14), (byte)(ground.Blue * 0.14), (byte)(150 + (50 * Math.Min(1, light))));
    }
}
