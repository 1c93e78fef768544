using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A veil between scene and text, just strong enough for the text to be read.</summary>
/// <param name="Veil">Its colour at full strength: a very dark or very light shade of the scene's own.</param>
/// <param name="TextColor">White on a dark veil, near-black on a light one.</param>
/// <param name="Strength">0 (none) to 1 (nothing of the scene left), beneath the text.</param>
internal sealed record Scrim(SKColor Veil, SKColor TextColor, float Strength)
{
    /// <summary>The weaker of the two veils under which text in the box reaches the contrast.</summary>
    public static Scrim For(SKBitmap scene, SKRectI box)
    {
        var tiles = PictureTiles.Of(scene, box);
        PictureTiles.Average(tiles).ToHsl(out var hue, out var saturation, out _);
        var dark = SKColor.FromHsl(hue, Math.Min(saturation * 0.8f, 55), 9);
        var light = SKColor.FromHsl(hue, Math.Min(saturation * 0.7f, 60), 95);
        var (onDark, onLight) = (StrengthOf(tiles, dark, SKColors.White), StrengthOf(tiles, light, Contrast.Ink));
        return onDark <= onLight ? new Scrim(dark, SKColors.White, onDark) : new Scrim(light, Contrast.Ink, onLight);
    }

    /// <summary>Draws it from the edge that the text is nearest to, fading out behind the text's end.</summary>
    /// <param name="canvas">In pixels of the ad.</param>
    /// <param name="size">Of the ad.</param>
    /// <param name="box">Of the text.</param>
    /// <param name="beside">Whether left or right edge come into question, else top or bottom.</param>
    public void Draw(SKCanvas canvas, SKSizeI size, SKRect box, bool beside)
    {
        var mirrored = beside ? size.Width - box.Right < box.Left : size.Height - box.Bottom < box.Top;
        var side = beside ? size.Width : size.Height;
        var end = (beside, mirrored) switch
        {
            (true, false) => box.Right,
            (true, true) => size.Width - box.Left,
            (false, false) => box.Bottom,
            _ => size.Height - box.Top,
        };
        var length = end + (side * 0.16f);
        SKPoint At(float along) => beside ? new SKPoint(mirrored ? side - along : along, 0) : new SKPoint(0, mirrored ? side - along : along);
        var full = end / length;
        float[] eased = [1, 1, 0.82f, 0.5f, 0.2f, 0.05f, 0];
        float[] places = [0, full, full + ((1 - full) * 0.2f), full + ((1 - full) * 0.42f), full + ((1 - full) * 0.66f), full + ((1 - full) * 0.85f), 1];
        using var shader = SKShader.CreateLinearGradient(
            At(0), At(length), [.. eased.Select(e => Veil.WithAlpha((byte)(255 * Strength * e)))], places, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        canvas.DrawRect(0, 0, size.Width, size.Height, paint);
    }

    private static float StrengthOf(List<SKColor> tiles, SKColor veil, SKColor text)
    {
        // A little more than needed: the file is a JPEG, whose pixels move by a few values.
        const double Wanted = Contrast.Minimum + 0.25;
        const float Least = 0.12f;
        for (var strength = Least; strength < 1; strength += 0.02f)
        {
            if (tiles.TrueForAll(t => Contrast.Ratio(Mixed(t, veil, strength), text) >= Wanted))
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
}
