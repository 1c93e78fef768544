using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A veil between scene and text, just strong enough for the text to be read.</summary>
/// <param name="Veil">Its colour at full strength: a very dark or very light shade of the scene's own.</param>
/// <param name="TextColor">White on a dark veil, near-black on a light one.</param>
/// <param name="Strength">0 (none) to 1 (nothing of the scene left), beneath the text.</param>
internal sealed record Scrim(SKColor Veil, SKColor TextColor, float Strength)
{
    /// <summary>The gentler of the two veils under which text in the box reaches the contrast.</summary>
    public static Scrim For(SKBitmap scene, SKRectI box)
    {
        var tiles = PictureTiles.Of(scene, box);
        PictureTiles.Average(tiles).ToHsl(out var hue, out var saturation, out _);
        var dark = SKColor.FromHsl(hue, Math.Min(saturation * 0.8f, 55), 9);
        var light = SKColor.FromHsl(hue, Math.Min(saturation * 0.7f, 60), 95);
        var (onDark, onLight) = (StrengthOf(tiles, dark, SKColors.White), StrengthOf(tiles, light, Contrast.Ink));

        // What changes the scene least: a light veil over a dark scene is fog.
        var lightness = LabColor.Of(PictureTiles.Average(tiles)).Lightness;
        return onDark * Math.Abs(lightness - 9) <= onLight * Math.Abs(95 - lightness) ? new Scrim(dark, SKColors.White, onDark) : new Scrim(light, Contrast.Ink, onLight);
    }

    /// <summary>Blends it in from the edge that the text is nearest to, fading out behind the text's end.</summary>
    /// <param name="ad">Opaque pixels.</param>
    /// <param name="box">Of the text, in pixels of the bitmap.</param>
    /// <param name="beside">Whether left or right edge come into question, else top or bottom.</param>
    public void Draw(SKBitmap ad, SKRectI box, bool beside)
    {
        var (side, start, end) = beside ? (ad.Width, box.Left, box.Right) : (ad.Height, box.Top, box.Bottom);
        var mirrored = side - end < start;
        var reach = mirrored ? side - start : end;
        var shares = new float[side];
        for (var i = 0; i < side; i++)
        {
            var along = mirrored ? side - 1 - i : i;
            shares[i] = Strength * Fade((along - reach) / (side * 0.16f));
        }

        PictureVeil.Blend(ad, Veil, shares, beside);
    }

    /// <summary>1 beneath the text, 0 a way behind it.</summary>
    private static float Fade(float beyond)
    {
        var t = Math.Clamp(beyond, 0, 1);
        return 1 - (t * t * (3 - (2 * t)));
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
