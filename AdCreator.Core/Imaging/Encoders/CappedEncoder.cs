using AdCreator.Core.Imaging.Designs;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Encoders;

/// <summary>A finished file with the quality it was encoded in.</summary>
/// <param name="Picture">With its XMP packet.</param>
/// <param name="Quality">Of the JPEG, 60 to 92; 100 for PNG.</param>
/// <param name="IsWithinCap">Whether the file keeps to the target's cap.</param>
internal sealed record CappedPicture(EncodedPicture Picture, int Quality, bool IsWithinCap);

/// <summary>Encodes as fine as a cap of bytes allows.</summary>
internal static class CappedEncoder
{
    /// <summary>From fine with full colour resolution down to the least that still looks good, at last with half of it.</summary>
    private static readonly (int Quality, SKJpegEncoderDownsample Colors)[] Ladder =
    [
        .. new[] { 92, 88, 84, 80, 76, 72, 68, 64, 60 }.Select(q => (q, SKJpegEncoderDownsample.Downsample444)),
        (66, SKJpegEncoderDownsample.Downsample420),
        (60, SKJpegEncoderDownsample.Downsample420),
    ];

    /// <summary>The finest file within the cap; null when even the least is above a firm cap.</summary>
    public static CappedPicture? Encode(SKBitmap bitmap, FileTarget target, XmpPacket packet)
    {
        var finest = target.IsPng
            ? Finished(PicturePixels.EncodePng(bitmap), packet)
            : Finished(PicturePixels.EncodeJpeg(bitmap, Ladder[0].Quality, Ladder[0].Colors), packet);
        if (finest.Bytes.Length <= target.MaxBytes)
        {
            return new CappedPicture(finest, target.IsPng ? 100 : Ladder[0].Quality, IsWithinCap: true);
        }

        if (!target.IsPng && Search(bitmap, target, packet) is { } found)
        {
            return found;
        }

        return target.CapIsFirm ? null : new CappedPicture(finest, target.IsPng ? 100 : Ladder[0].Quality, IsWithinCap: false);
    }

    /// <summary>The first step of the ladder within the cap, by halving.</summary>
    private static CappedPicture? Search(SKBitmap bitmap, FileTarget target, XmpPacket packet)
    {
        CappedPicture? best = null;
        var (low, high) = (1, Ladder.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var picture = Finished(PicturePixels.EncodeJpeg(bitmap, Ladder[middle].Quality, Ladder[middle].Colors), packet);
            if (picture.Bytes.Length <= target.MaxBytes)
            {
                (best, high) = (new CappedPicture(picture, Ladder[middle].Quality, IsWithinCap: true), middle - 1);
            }
            else
            {
                low = middle + 1;
            }
        }

        return best;
    }

    private static EncodedPicture Finished(EncodedPicture picture, XmpPacket packet) =>
        picture with { Bytes = PictureMetadata.Write(picture.Bytes.Span, packet) };
}
