using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>Colours of one picture, all from the product's own: neighbours or the opposite on the colour wheel, calm.</summary>
internal sealed record ScenePalette(float Hue, float Accent, float Richness)
{
    /// <summary>Hues that please on walls, for products without a colour of their own: clay, sand, sage, teal, sky, plum, rose.</summary>
    private static readonly float[] Pleasing = [16, 34, 96, 172, 206, 284, 342];

    public static ScenePalette For(SKColor? product, Random random)
    {
        var hue = Pleasing[random.Next(Pleasing.Length)];
        if (product is { } color)
        {
            color.ToHsl(out var own, out var saturation, out var lightness);
            hue = saturation > 24 && lightness is > 12 and < 90 ? own : hue;
        }

        // Neighbours, the own hue, or the opposite: what colour charts call analogous and complementary.
        float[] shifts = [24, -26, 0, 168, 150];
        var wall = Wrap(hue + shifts[random.Next(shifts.Length)]);
        return new ScenePalette(wall, Wrap(hue + 180), (0.8f + ((float)random.NextDouble() * 0.3f)) * CalmOf(wall));
    }

    /// <summary>A colour of the wall's family; saturation and lightness 0 to 100.</summary>
    public SKColor Tone(float saturation, float lightness, float shift = 0, byte alpha = 255) =>
        SKColor.FromHsl(Wrap(Hue + shift), Math.Clamp(saturation * Richness, 0, 100), lightness).WithAlpha(alpha);

    /// <summary>A warm white of the family.</summary>
    public SKColor Light(byte alpha = 255) => SKColor.FromHsl(Wrap((Hue * 0.3f) + 28), 60, 96).WithAlpha(alpha);

    /// <summary>Yellow-greens look sickly and violets sweet on a wall unless they are greyed.</summary>
    private static float CalmOf(float hue) => hue switch
    {
        > 50 and < 112 => 0.52f,
        > 112 and < 150 => 0.66f,
        > 270 and < 335 => 0.62f,
        _ => 1,
    };

    private static float Wrap(float hue) => ((hue % 360) + 360) % 360;
}
