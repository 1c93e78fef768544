using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Tests.Imaging;

/// <summary>Drawn scenes, products and logos: deterministic, with everything that makes a layout fail.</summary>
internal static class ScenePictures
{
    /// <summary>A wall with a window's light, and a table from 62 % of the height on.</summary>
    public static byte[] Room(int width = 928, int height = 1152) => Draw(width, height, canvas =>
    {
        canvas.Clear(new SKColor(0xD8, 0xC4, 0xB0));
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0xF2, 0xE6, 0xD8) };
        canvas.DrawRect(width * 0.5f, height * 0.1f, width * 0.2f, height * 0.3f, paint);
        paint.Color = new SKColor(0x8A, 0x5A, 0x3A);
        canvas.DrawRect(0, height * 0.62f, width, height, paint);
    });

    /// <summary>Light and dark spots everywhere: no calm place.</summary>
    public static byte[] Thicket(int width = 928, int height = 1152) => Draw(width, height, canvas =>
    {
        var random = new Random(5);
        canvas.Clear(SKColors.Gray);
        using var paint = new SKPaint { IsAntialias = true };
        for (var i = 0; i < 900; i++)
        {
            paint.Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            canvas.DrawCircle(random.Next(width), random.Next(height), random.Next(8, 60), paint);
        }
    });

    /// <summary>A labelled box with an empty margin around it.</summary>
    public static byte[] Product(int width = 300, int height = 480) => Draw(width + 80, height + 80, canvas =>
    {
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x1E, 0x6F, 0x6A) };
        canvas.DrawRect(40, 40, width, height, paint);
        paint.Color = new SKColor(0xF4, 0xD0, 0x3F);
        canvas.DrawRect(40 + (width * 0.15f), 40 + (height * 0.35f), width * 0.7f, height * 0.3f, paint);
    });

    /// <summary>A ring with transparency.</summary>
    public static byte[] Logo(SKColor color) => Draw(240, 120, canvas =>
    {
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { IsAntialias = true, Color = color, IsStroke = true, StrokeWidth = 22 };
        canvas.DrawCircle(60, 60, 42, paint);
        canvas.DrawLine(120, 60, 230, 60, paint);
    });

    private static byte[] Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using (var canvas = new SKCanvas(bitmap))
        {
            draw(canvas);
        }

        return PicturePixels.EncodePng(bitmap).Bytes.ToArray();
    }
}
