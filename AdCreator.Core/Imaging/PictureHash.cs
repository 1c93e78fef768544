using System.Numerics;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>A picture's fingerprint that survives scaling, JPEG and other words: whether each of 8 x 8 places is lighter than its right neighbour (dHash).</summary>
/// <remarks>Meant for ads of one product. Crops of a few percent are missed about half the time.</remarks>
public static class PictureHash
{
    /// <summary>Bits that may differ between two files of the same picture.</summary>
    public const int SameBits = 5;

    /// <summary>The fingerprint.</summary>
    /// <exception cref="InvalidDataException">The bytes are no readable picture.</exception>
    public static ulong Of(ReadOnlyMemory<byte> picture)
    {
        using var bitmap = PicturePixels.Decode(picture, 512) ?? throw new InvalidDataException("The bytes are no readable picture.");
        return Of(bitmap);
    }

    /// <summary>Bits in which two fingerprints differ, 0 to 64.</summary>
    public static int Distance(ulong first, ulong second) => BitOperations.PopCount(first ^ second);

    internal static ulong Of(SKBitmap bitmap)
    {
        using var image = SKImage.FromPixels(bitmap.PeekPixels());
        using var small = new SKBitmap(new SKImageInfo(9, 8, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(small))
        {
            canvas.DrawImage(image, SKRect.Create(9, 8), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }

        var pixels = small.GetPixelSpan();
        var hash = 0UL;
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                var at = (y * small.RowBytes) + x;
                hash = (hash << 1) | (pixels[at] > pixels[at + 1] ? 1UL : 0);
            }
        }

        return hash;
    }
}
