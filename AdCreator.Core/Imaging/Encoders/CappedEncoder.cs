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
    private static readonly Step[] Ladder =
    [
        new(92, SKJpegEncoderDownsample.Downsample444, 1),
        new(88, SKJpegEncoderDownsample.Downsample444, 0.83),
        new(84, SKJpegEncoderDownsample.Downsample444, 0.71),
        new(80, SKJpegEncoderDownsample.Downsample444, 0.635),
        new(76, SKJpegEncoderDownsample.Downsample444, 0.57),
        new(72, SKJpegEncoderDownsample.Downsample444, 0.53),
        new(68, SKJpegEncoderDownsample.Downsample444, 0.49),
        new(64, SKJpegEncoderDownsample.Downsample444, 0.46),
        new(60, SKJpegEncoderDownsample.Downsample444, 0.435),
        new(66, SKJpegEncoderDownsample.Downsample420, 0.41),
        new(60, SKJpegEncoderDownsample.Downsample420, 0.38),
    ];

    /// <summary>How far above a cap, by what is usual, a step is still tried: hardly a picture misses it by more.</summary>
    private const double Doubt = 1.1;

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

        if (!target.IsPng && Search(bitmap, target, packet, finest.Bytes.Length) is { } found)
        {
            return found;
        }

        return target.CapIsFirm ? null : new CappedPicture(finest, target.IsPng ? 100 : Ladder[0].Quality, IsWithinCap: false);
    }

    /// <summary>The first step of the ladder within the cap: from the one that should be it, up or down.</summary>
    private static CappedPicture? Search(SKBitmap bitmap, FileTarget target, XmpPacket packet, int finestBytes)
    {
        var guess = Array.FindIndex(Ladder, step => step.Usual * finestBytes <= target.MaxBytes);
        var at = guess < 0 ? Ladder.Length - 1 : Math.Max(1, guess);
        var best = At(at);
        if (best.IsWithinCap)
        {
            for (at--; at > 0 && Ladder[at].Usual / Ladder[at + 1].Usual * best.Picture.Bytes.Length <= target.MaxBytes * Doubt && At(at) is { IsWithinCap: true } finer; at--)
            {
                best = finer;
            }

            return best;
        }

        for (at++; at < Ladder.Length; at++)
        {
            if (At(at) is { IsWithinCap: true } coarser)
            {
                return coarser;
            }
        }

        return null;

        CappedPicture At(int index)
        {
            var step = Ladder[index];
            var picture = Finished(PicturePixels.EncodeJpeg(bitmap, step.Quality, step.Colors), packet);
            return new CappedPicture(picture, step.Quality, picture.Bytes.Length <= target.MaxBytes);
        }
    }

    private static EncodedPicture Finished(EncodedPicture picture, XmpPacket packet) =>
        picture with { Bytes = PictureMetadata.Write(picture.Bytes.Span, packet) };

    /// <param name="Quality">Of the JPEG.</param>
    /// <param name="Usual">Bytes of most files of this step, as a part of the finest file's: a guess to begin the search with.</param>
    private sealed record Step(int Quality, SKJpegEncoderDownsample Colors, double Usual);
}
