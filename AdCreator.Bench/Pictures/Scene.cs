using SkiaSharp;

namespace AdCreator.Bench.Pictures;

/// <summary>Draws grounds that ads could have: light, surfaces, blurred shapes, grain. The same seed gives the same scene.</summary>
internal static class Scene
{
    public const int Side = 1080;

    public static SKBitmap Draw(Random random)
    {
        var scene = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(scene);
        using var paint = new SKPaint { IsAntialias = true };
        using (var sky = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(random.Next(Side), Side), [ColorOf(random, 40, 90), ColorOf(random, 20, 80)], SKShaderTileMode.Clamp))
        {
            paint.Shader = sky;
            canvas.DrawRect(0, 0, Side, Side, paint);
            paint.Shader = null;
        }

        for (var k = 0; k < 26; k++)
        {
            using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 0.5f + (random.NextSingle() * 18));
            paint.MaskFilter = soft;
            paint.Color = ColorOf(random, 10, 95).WithAlpha((byte)random.Next(60, 230));
            var (x, y, size) = (random.NextSingle() * Side, random.NextSingle() * Side, 30 + (random.NextSingle() * 260));
            if (k % 2 == 0)
            {
                canvas.DrawCircle(x, y, size / 2, paint);
            }
            else
            {
                canvas.DrawRoundRect(x, y, size, size * (0.2f + random.NextSingle()), size / 12, size / 12, paint);
            }
        }

        canvas.Flush();
        AddGrain(scene, random);
        return scene;
    }

    private static SKColor ColorOf(Random random, int darkest, int lightest) =>
        SKColor.FromHsl(random.Next(360), random.Next(10, 70), random.Next(darkest, lightest));

    private static void AddGrain(SKBitmap scene, Random random)
    {
        var pixels = scene.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var grain = random.Next(-5, 6);
            for (var c = 0; c < 3; c++)
            {
                pixels[i + c] = (byte)Math.Clamp(pixels[i + c] + grain, 0, 255);
            }
        }
    }
}
