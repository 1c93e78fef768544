using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Bench.Pictures;

/// <summary>Puts a cut-out on a scene as an ad would show it: scaled, turned, seen a little from the side, in another light, as JPEG.</summary>
internal static class Composite
{
    private const int Quality = 80;
    private const float MostTurn = 10;

    /// <summary>The ad as a file, and where the product was put.</summary>
    public static (byte[] Ad, PixelBox Place) Draw(SKBitmap product, Random random)
    {
        using var scene = Scene.Draw(random);
        using var lit = Lit(product, random);
        using var canvas = new SKCanvas(scene);
        var place = PlaceOf(product, random);
        canvas.SetMatrix(place);
        using var image = SKImage.FromBitmap(lit);
        using (var blur = SKImageFilter.CreateDropShadowOnly(14, 18, 16, 16, new SKColor(0, 0, 0, 110)))
        using (var shadow = new SKPaint { ImageFilter = blur })
        {
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear), shadow);
        }

        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
        canvas.Flush();
        using var data = scene.Encode(SKEncodedImageFormat.Jpeg, Quality);
        var box = SKRectI.Ceiling(place.MapRect(SKRect.Create(product.Width, product.Height)));
        return (data.ToArray(), new PixelBox(box.Left, box.Top, box.Width, box.Height));
    }

    private static SKMatrix PlaceOf(SKBitmap product, Random random)
    {
        var scale = Scene.Side * (0.5f + (random.NextSingle() * 0.3f)) / Math.Max(product.Width, product.Height);
        var (width, height) = (product.Width * scale, product.Height * scale);
        var turn = (random.NextSingle() * 2 * MostTurn) - MostTurn;
        var room = Math.Max(0, (Scene.Side / 2f) - (Math.Max(width, height) * 0.56f));
        var (x, y) = ((Scene.Side / 2f) + (((random.NextSingle() * 2) - 1) * room), (Scene.Side / 2f) + (((random.NextSingle() * 2) - 1) * room));
        var side = SKMatrix.CreateIdentity();
        side.Persp0 = ((random.NextSingle() * 2) - 1) * 0.00006f;
        side.Persp1 = ((random.NextSingle() * 2) - 1) * 0.00006f;
        return SKMatrix.CreateTranslation(x, y)
            .PreConcat(SKMatrix.CreateRotationDegrees(turn))
            .PreConcat(side)
            .PreConcat(SKMatrix.CreateScale(scale, scale))
            .PreConcat(SKMatrix.CreateTranslation(-product.Width / 2f, -product.Height / 2f));
    }

    /// <summary>Up to 12 % brighter or darker, falling off by up to 8 % across.</summary>
    private static SKBitmap Lit(SKBitmap product, Random random)
    {
        var lit = product.Copy();
        var (gain, slope, angle) = (0.88 + (random.NextDouble() * 0.24), random.NextDouble() * 0.08, random.NextDouble() * Math.PI * 2);
        var pixels = lit.GetPixelSpan();
        for (var y = 0; y < lit.Height; y++)
        {
            for (var x = 0; x < lit.Width; x++)
            {
                var along = ((((double)x / lit.Width) - 0.5) * Math.Cos(angle)) + ((((double)y / lit.Height) - 0.5) * Math.Sin(angle));
                // Light is linear, values are not: a gain of light is this power of it in values.
                var factor = Math.Pow(gain * (1 + (2 * slope * along)), 1 / 2.2);
                var at = ((y * lit.Width) + x) * 4;
                for (var c = 0; c < 3; c++)
                {
                    pixels[at + c] = (byte)Math.Min(pixels[at + 3], pixels[at + c] * factor);
                }
            }
        }

        return lit;
    }
}
