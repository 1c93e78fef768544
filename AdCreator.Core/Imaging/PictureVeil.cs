using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Blends a colour over rows or columns of a picture, with an ordered dither so that a soft end shows no bands.</summary>
internal static class PictureVeil
{
    private const uint RedAndBlue = 0x00FF00FF;

    /// <summary>A Bayer matrix, 4 x 4.</summary>
    private static readonly uint[] Dither = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

    /// <param name="picture">Opaque 8-bit RGBA.</param>
    /// <param name="color">Opaque.</param>
    /// <param name="shares">Of the colour, 0 to 1, for each column or row.</param>
    /// <param name="columns">Whether the shares are those of columns.</param>
    public static void Blend(SKBitmap picture, SKColor color, float[] shares, bool columns)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.GetPixelSpan());
        var stride = picture.RowBytes / 4;
        var rows = Enumerable.Range(0, 4).Select(_ => new Addends(picture.Width)).ToArray();
        for (var y = 0; y < picture.Height; y++)
        {
            if (!columns && shares[y] == 0)
            {
                continue;
            }

            // The addends of columns are the same again every fourth row.
            var addends = rows[y & 3];
            if (!columns || y < 4)
            {
                addends.Set(color, shares, columns, y);
            }

            BlendRow(pixels.Slice(y * stride, picture.Width), addends.Kept, addends.RedBlue, addends.Green);
        }
    }

    /// <summary>Two channels in one multiplication: 8 bits of value times 8 of share fit the 16 between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BlendRow(Span<uint> row, uint[] kept, uint[] redBlue, uint[] green)
    {
        var (mask, low, opaque) = (new Vector<uint>(RedAndBlue), new Vector<uint>(0xFF), new Vector<uint>(0xFF000000));
        var x = 0;
        for (; x <= row.Length - Vector<uint>.Count; x += Vector<uint>.Count)
        {
            var (pixel, rest) = (new Vector<uint>(row[x..]), new Vector<uint>(kept, x));
            var outer = Vector.ShiftRightLogical(((pixel & mask) * rest) + new Vector<uint>(redBlue, x), 8) & mask;
            var inner = ((Vector.ShiftRightLogical(pixel, 8) & low) * rest) + new Vector<uint>(green, x);
            (outer | (inner & new Vector<uint>(0xFF00)) | opaque).CopyTo(row[x..]);
        }

        for (; x < row.Length; x++)
        {
            var outer = ((((row[x] & RedAndBlue) * kept[x]) + redBlue[x]) >> 8) & RedAndBlue;
            row[x] = outer | (((((row[x] >> 8) & 0xFF) * kept[x]) + green[x]) & 0xFF00) | 0xFF000000;
        }
    }

    /// <summary>What a row of pixels is multiplied with, and what is added to it.</summary>
    private sealed class Addends(int width)
    {
        public uint[] Kept { get; } = new uint[width];

        public uint[] RedBlue { get; } = new uint[width];

        public uint[] Green { get; } = new uint[width];

        public void Set(SKColor color, float[] shares, bool columns, int y)
        {
            var (redBlue, green) = (color.Red | ((uint)color.Blue << 16), (uint)color.Green);
            for (var x = 0; x < Kept.Length; x++)
            {
                var share = (uint)(256 * (columns ? shares[x] : shares[y]));
                var dither = (Dither[((y & 3) * 4) + (x & 3)] * 16) + 8;
                Kept[x] = 256 - share;
                RedBlue[x] = (redBlue * share) + dither + (dither << 16);
                Green[x] = (green * share) + dither;
            }
        }
    }
}
