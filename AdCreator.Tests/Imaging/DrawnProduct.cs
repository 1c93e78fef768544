using SkiaSharp;

namespace AdCreator.Tests.Imaging;

/// <summary>Draws a product with enough on it to be found again, and pictures that show it.</summary>
internal static class DrawnProduct
{
    public const int Width = 360;
    public const int Height = 520;

    /// <summary>A bottle with a printed label, on nothing.</summary>
    /// <param name="cap">Colour of its cap.</param>
    /// <param name="seed">Another seed prints another label.</param>
    public static SKBitmap Bottle(SKColor cap, int seed = 1)
    {
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x1F, 0x4E, 0x5F) };
        canvas.DrawRoundRect(20, 90, 320, 420, 40, 40, paint);
        paint.Color = cap;
        canvas.DrawRoundRect(110, 10, 140, 100, 16, 16, paint);
        paint.Color = new SKColor(0xF4, 0xE6, 0xC8);
        canvas.DrawRect(40, 180, 280, 280, paint);
        var random = new Random(seed);
        for (var k = 0; k < 160; k++)
        {
            paint.Color = SKColor.FromHsl(random.Next(360), random.Next(20, 80), random.Next(15, 75));
            var (x, y, size) = (48 + random.Next(255), 188 + random.Next(255), 5 + random.Next(14));
            if (k % 3 == 0)
            {
                canvas.DrawCircle(x, y, size / 2f, paint);
            }
            else
            {
                canvas.DrawRect(x, y, size, 3 + random.Next(12), paint);
            }
        }

        canvas.Flush();
        return bitmap;
    }

    public static SKBitmap Bottle() => Bottle(new SKColor(0xC8, 0x3A, 0x2E));

    /// <summary>The product in the middle of a plain ground with a soft shadow, as a studio photographs it.</summary>
    public static byte[] StudioPhoto(SKBitmap product, SKColor ground)
    {
        using var photo = new SKBitmap(640, 640);
        using var canvas = new SKCanvas(photo);
        canvas.Clear(ground);
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 14);
        using var shadow = new SKPaint { Color = new SKColor(0, 0, 0, 50), MaskFilter = blur };
        canvas.DrawOval(330, 566, 150, 14, shadow);
        canvas.DrawBitmap(product, 140, 60, SKSamplingOptions.Default);
        canvas.Flush();
        return PictureFiles.Encode(photo);
    }

    /// <summary>The product on a coloured, restless scene, scaled, turned and in another light, as JPEG.</summary>
    public static byte[] Ad(SKBitmap product, float stretch = 1, bool isMirrored = false, Action<SKCanvas>? over = null)
    {
        using var ad = Scene(7);
        using var canvas = new SKCanvas(ad);
        canvas.Save();
        canvas.Translate(540, 560);
        canvas.RotateDegrees(6);
        canvas.Scale(1.35f * stretch * (isMirrored ? -1 : 1), 1.35f);
        using var light = SKColorFilter.CreateColorMatrix([0.95f, 0, 0, 0, 0, 0, 0.95f, 0, 0, 0, 0, 0, 0.95f, 0, 0, 0, 0, 0, 1, 0]);
        using var paint = new SKPaint { ColorFilter = light };
        using var image = SKImage.FromBitmap(product);
        canvas.DrawImage(image, -product.Width / 2f, -product.Height / 2f, new SKSamplingOptions(SKCubicResampler.Mitchell), paint);
        canvas.Restore();
        over?.Invoke(canvas);
        canvas.Flush();
        using var data = ad.Encode(SKEncodedImageFormat.Jpeg, 88);
        return data!.ToArray();
    }

    /// <summary>A busy ground from edge to edge.</summary>
    public static SKBitmap Scene(int seed)
    {
        var scene = new SKBitmap(1080, 1080);
        using var canvas = new SKCanvas(scene);
        canvas.Clear(new SKColor(0x8A, 0xA0, 0x70));
        var random = new Random(seed);
        using var paint = new SKPaint { IsAntialias = true };
        for (var k = 0; k < 300; k++)
        {
            paint.Color = SKColor.FromHsl(random.Next(360), random.Next(10, 70), random.Next(10, 90));
            canvas.DrawCircle(random.Next(1080), random.Next(1080), 10 + random.Next(80), paint);
        }

        canvas.Flush();
        return scene;
    }
}
