using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Draws a line of text in a font, to choose by.</summary>
public static class FontSpecimen
{
    private const int Height = 88;

    private const int MaxWidth = 960;

    private const float Size = 48;

    /// <summary>Near-black text on white, PNG, 88 pixels high and at most 960 wide; longer text is cut.</summary>
    /// <param name="file">A font that <see cref="FontInspector"/> accepted.</param>
    /// <param name="text">Latin text.</param>
    public static EncodedPicture Draw(ReadOnlySpan<byte> file, string text)
    {
        using var data = SKData.CreateCopy(file);
        using var typeface = SKTypeface.FromData(data) ?? throw new ArgumentException("The font cannot be read.", nameof(file));
        using var font = new SKFont(typeface, Size) { Edging = SKFontEdging.Antialias };
        var width = Math.Clamp((int)Math.Ceiling(font.MeasureText(text)) + 16, 16, MaxWidth);
        using var surface = SKSurface.Create(new SKImageInfo(width, Height));
        using var paint = new SKPaint { Color = new SKColor(0x1C, 0x1F, 0x23), IsAntialias = true };
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.DrawText(text, 8, Height * 0.66f, SKTextAlign.Left, font, paint);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Png, 100);
        return new EncodedPicture(encoded.ToArray(), "image/png", width, Height);
    }
}
