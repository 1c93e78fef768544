using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Blends a colour over rows or columns of a picture, with an ordered dither so that a soft end shows no bands.</summary>
internal static class PictureVeil
{
    private static readonly int[] Dither = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    /// <param name="picture">Opaque 8-bit RGBA.</param>
    /// <param name="color">Opaque.</param>
    /// <param name="shares">Of the colour, 0 to 65,536, for each column or row.</param>
    /// <param name="columns">Whether the shares are those of columns.</param>
    public static void Blend(SKBitmap picture, SKColor color, int[] shares, bool columns)
    {
        var pixels = picture.GetPixelSpan();
        for (var y = 0; y < picture.Height; y++)
        {
            if (!columns && shares[y] == 0)
            {
                continue;
            }

            var row = pixels.Slice(y * picture.RowBytes, picture.Width * 4);
            for (int x = 0, at = 0; x < picture.Width; x++, at += 4)
            {
                var share = columns ? shares[x] : shares[y];
                var rest = 65536 - share;
                var dither = (Dither[((y & 3) * 4) + (x & 3)] * 4096) + 2048;
                row[at] = (byte)(((row[at] * rest) + (color.Red * share) + dither) >> 16);
                row[at + 1] = (byte)(((row[at + 1] * rest) + (color.Green * share) + dither) >> 16);
                row[at + 2] = (byte)(((row[at + 2] * rest) + (color.Blue * share) + dither) >> 16);
            }
        }
    }
}
