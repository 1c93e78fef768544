using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>The colours that stand out in a picture.</summary>
public static class PicturePalette
{
    private const int Side = 64;

    /// <summary>Up to <paramref name="count"/> colours as #RRGGBB, the most telling first: frequent and colourful, each unlike the others.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static string[] Of(ReadOnlyMemory<byte> picture, int count = 4)
    {
        using var bitmap = PicturePixels.Decode(picture, Side) ?? throw new InvalidDataException("The bytes are no readable picture.");
        return [.. Of(bitmap, count).Select(c => $"#{c.Red:X2}{c.Green:X2}{c.Blue:X2}")];
    }

    internal static List<SKColor> Of(SKBitmap bitmap, int count)
    {
        // 4 bits a channel: shades of one surface fall together.
        var bins = new Dictionary<int, (double Weight, int Count, int Red, int Green, int Blue)>();
        var stepX = Math.Max(1, bitmap.Width / Side);
        var stepY = Math.Max(1, bitmap.Height / Side);
        for (var y = 0; y < bitmap.Height; y += stepY)
        {
            for (var x = 0; x < bitmap.Width; x += stepX)
            {
                Count(bins, bitmap.GetPixel(x, y));
            }
        }

        var colors = new List<SKColor>();
        foreach (var bin in bins.Values.OrderByDescending(b => b.Weight))
        {
            var color = new SKColor((byte)(bin.Red / bin.Count), (byte)(bin.Green / bin.Count), (byte)(bin.Blue / bin.Count));
            if (colors.TrueForAll(c => Distance(c, color) > 60))
            {
                colors.Add(color);
            }

            if (colors.Count == count)
            {
                break;
            }
        }

        return colors;
    }

    private static void Count(Dictionary<int, (double Weight, int Count, int Red, int Green, int Blue)> bins, SKColor color)
    {
        if (color.Alpha < 128)
        {
            return;
        }

        color.ToHsv(out _, out var saturation, out var value);
        var key = ((color.Red >> 4) << 8) | ((color.Green >> 4) << 4) | (color.Blue >> 4);
        var bin = bins.GetValueOrDefault(key);
        var weight = 0.15 + (saturation / 100 * value / 100);
        bins[key] = (bin.Weight + weight, bin.Count + 1, bin.Red + color.Red, bin.Green + color.Green, bin.Blue + color.Blue);
    }

    private static double Distance(SKColor a, SKColor b) =>
        Math.Sqrt(Math.Pow(a.Red - b.Red, 2) + Math.Pow(a.Green - b.Green, 2) + Math.Pow(a.Blue - b.Blue, 2));
}
