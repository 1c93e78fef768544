using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A veil between scene and text, just strong enough for the text to be read.</summary>
/// <param name="Veil">Its colour at full strength: a very dark or very light shade of the scene's own.</param>
/// <param name="TextColor">White on a dark veil, near-black on a light one.</param>
/// <param name="Strength">0 (none) to 1 (nothing of the scene left), beneath the text.</param>
internal sealed record Scrim(SKColor Veil, SKColor TextColor, float Strength)
{
    private const int Tile = 8;

    private static readonly SKColor Ink = new(0x15, 0x16, 0x1A);

    /// <summary>The weaker of the two veils under which text in the box reaches the contrast.</summary>
    public static Scrim For(SKBitmap scene, SKRectI box)
    {
        var tiles = TilesOf(scene, box);
        Average(tiles).ToHsl(out var hue, out var saturation, out _);
        var dark = SKColor.FromHsl(hue, Math.Min(saturation * 0.8f, 55), 9);
        var light = SKColor.FromHsl(hue, Math.Min(saturation * 0.7f, 60), 95);
        var (onDark, onLight) = (StrengthOf(tiles, dark, SKColors.White), StrengthOf(tiles, light, Ink));
        return onDark <= onLight ? new Scrim(dark, SKColors.White, onDark) : new Scrim(light, Ink, onLight);
    }

    /// <summary>Draws it over the side where the text stands, fading out behind the text's end.</summary>
    public void Draw(SKCanvas canvas, SKSizeI size, SKRectI box, bool isBeside)
    {
        var (end, fade) = isBeside ? (box.Right, size.Width * 0.16f) : (box.Bottom, size.Height * 0.16f);
        var length = end + fade;
        var to = isBeside ? new SKPoint(length, 0) : new SKPoint(0, length);
        var full = end / length;
        float[] eased = [1, 1, 0.82f, 0.5f, 0.2f, 0.05f, 0];
        float[] places = [0, full, full + ((1 - full) * 0.2f), full + ((1 - full) * 0.42f), full + ((1 - full) * 0.66f), full + ((1 - full) * 0.85f), 1];
        using var shader = SKShader.CreateLinearGradient(
            SKPoint.Empty, to, [.. eased.Select(e => Veil.WithAlpha((byte)(255 * Strength * e)))], places, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        canvas.DrawRect(0, 0, isBeside ? length : size.Width, isBeside ? size.Height : length, paint);
    }

    /// <summary>Lowest contrast of a text colour against the tiles of a box.</summary>
    public static double MeasureContrast(SKBitmap ground, SKRectI box, SKColor text) =>
        TilesOf(ground, box).Min(t => Contrast.Ratio(t, text));

    private static float StrengthOf(List<SKColor> tiles, SKColor veil, SKColor text)
    {
        // A little more than needed: the file is a JPEG, whose pixels move by a few values.
        const double Wanted = Contrast.Minimum + 0.25;
        const float Least = 0.12f;
        for (var strength = Least; strength < 1; strength += 0.02f)
        {
            if (tiles.All(t => Contrast.Ratio(Mixed(t, veil, strength), text) >= Wanted))
            {
                return strength;
            }
        }

        return 1;
    }

    private static SKColor Mixed(SKColor ground, SKColor veil, float strength) => new(
        (byte)(ground.Red + ((veil.Red - ground.Red) * strength)),
        (byte)(ground.Green + ((veil.Green - ground.Green) * strength)),
        (byte)(ground.Blue + ((veil.Blue - ground.Blue) * strength)));

    private static SKColor Average(List<SKColor> tiles) => new(
        (byte)tiles.Average(t => t.Red), (byte)tiles.Average(t => t.Green), (byte)tiles.Average(t => t.Blue));

    private static List<SKColor> TilesOf(SKBitmap picture, SKRectI box)
    {
        var pixels = picture.GetPixelSpan();
        var tiles = new List<SKColor>();
        for (var top = box.Top; top < box.Bottom; top += Tile)
        {
            for (var left = box.Left; left < box.Right; left += Tile)
            {
                tiles.Add(MeanOf(pixels, picture.RowBytes, SKRectI.Intersect(box, SKRectI.Create(left, top, Tile, Tile))));
            }
        }

        return tiles;
    }

    private static SKColor MeanOf(ReadOnlySpan<byte> pixels, int rowBytes, SKRectI tile)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var y = tile.Top; y < tile.Bottom; y++)
        {
            var row = pixels[((y * rowBytes) + (tile.Left * 4))..];
            for (var x = 0; x < tile.Width * 4; x += 4)
            {
                red += row[x];
                green += row[x + 1];
                blue += row[x + 2];
            }
        }

        var count = tile.Width * tile.Height;
        return new SKColor((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }
}
