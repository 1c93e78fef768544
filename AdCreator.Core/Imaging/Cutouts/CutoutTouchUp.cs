using SkiaSharp;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Makes a cut-out of what a brush left.</summary>
public static class CutoutTouchUp
{
    /// <summary>The photo with the touched picture's transparency.</summary>
    /// <param name="photo">The picture that was cut out.</param>
    /// <param name="cutout">The cut-out before; its colours stay where its transparency did, because the ground was taken out of them. Null for none.</param>
    /// <param name="touched">A PNG of the photo's size; only its transparency counts.</param>
    public static TouchUpResult Apply(ReadOnlyMemory<byte> photo, ReadOnlyMemory<byte>? cutout, ReadOnlyMemory<byte> touched)
    {
        if (PictureInspector.FindRefusal(touched) is { } refused)
        {
            return new TouchUpResult.Refused($"{refused.Reason} {refused.Remedy}");
        }

        using var picture = PicturePixels.Decode(photo, PictureLimits.MaxKeptSide);
        using var brushed = PicturePixels.Decode(touched, PictureLimits.MaxKeptSide);
        using var before = cutout is { } known ? PicturePixels.Decode(known, PictureLimits.MaxKeptSide) : null;
        if (picture is null || brushed is null)
        {
            return new TouchUpResult.Refused("The touched-up picture cannot be read. Save it again.");
        }

        if (brushed.Width != picture.Width || brushed.Height != picture.Height)
        {
            return new TouchUpResult.Refused($"The touched-up picture measures {brushed.Width} x {brushed.Height} pixels instead of {picture.Width} x {picture.Height}. Open the brush again.");
        }

        if (!Transparency.IsUsable(brushed))
        {
            return new TouchUpResult.Refused("Nothing is left of the product, or nothing is erased around it. Touch it up again.");
        }

        return new TouchUpResult.Done(Combine(picture, before is not null && before.Width == picture.Width && before.Height == picture.Height ? before : null, brushed));
    }

    private static EncodedPicture Combine(SKBitmap picture, SKBitmap? before, SKBitmap brushed)
    {
        using var result = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        var photo = picture.GetPixelSpan();
        var mask = brushed.GetPixelSpan();
        var target = result.GetPixelSpan();
        var known = before is null ? [] : before.GetPixelSpan();
        for (var i = 0; i < target.Length; i += 4)
        {
            var alpha = mask[i + 3];
            // Eight-bit canvases round: a difference of one is none.
            var isKept = before is not null && Math.Abs(known[i + 3] - alpha) <= 1;
            for (var c = 0; c < 3; c++)
            {
                target[i + c] = isKept ? known[i + c] : (byte)(photo[i + c] * alpha / 255);
            }

            target[i + 3] = isKept ? known[i + 3] : (byte)(photo[i + 3] * alpha / 255);
        }

        return PicturePixels.EncodePng(result);
    }
}

/// <summary>What became of touching a cut-out up.</summary>
public abstract record TouchUpResult
{
    private TouchUpResult()
    {
    }

    /// <summary>The new cut-out, a PNG of the photo's size.</summary>
    public sealed record Done(EncodedPicture Cutout) : TouchUpResult;

    /// <summary>It cannot be taken.</summary>
    /// <param name="Reason">What is wrong and what would be right, for people.</param>
    public sealed record Refused(string Reason) : TouchUpResult;
}
