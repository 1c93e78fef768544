using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Compares the product on an ad with its photo, by pixels alone: no model, no opinion.</summary>
/// <remarks>
/// The photo is found on the ad by its features, laid over it to a fraction of a pixel, brought into the ad's light, and
/// compared tile by tile. A product that was drawn anew in another view is not found, and that is said.
/// </remarks>
public static class FidelityCheck
{
    private const int AdSide = 1080;
    private const int AdPoints = 2500;

    /// <summary>Ground that is looked at around a placed product, as a part of its longer side.</summary>
    private const double Margin = 0.1;

    /// <summary>Extra pixels around masked text: its edges are soft.</summary>
    private const int TextMargin = 4;

    /// <summary>Compares. Takes a second or two of one core; at most two run at once.</summary>
    /// <param name="reference">The product's cut-out (PNG with transparency), or its photo on a plain ground.</param>
    /// <param name="ad">The ad, best before its last encoding: compression costs detail, and detail is measured.</param>
    /// <param name="masked">Text boxes on the ad, in its pixels, that must not count.</param>
    /// <param name="near">Where the product was placed, in pixels of the ad: looked at first. Only a pass is taken from there; else the whole ad is searched.</param>
    /// <exception cref="OperationCanceledException">Cancelled before its turn or between two steps.</exception>
    public static FidelityResult Compare(
        ReadOnlyMemory<byte> reference, ReadOnlyMemory<byte> ad, IReadOnlyList<PixelBox> masked, PixelBox? near, CancellationToken cancellationToken) =>
        VisionLibrary.IsAvailable
            ? VisionLibrary.Run(() => CompareHere(reference, ad, masked, near, cancellationToken), cancellationToken)
            : new FidelityResult(FidelityVerdict.Unavailable, $"Not compared with your photo. {VisionLibrary.Missing}");

    private static FidelityResult CompareHere(
        ReadOnlyMemory<byte> reference, ReadOnlyMemory<byte> ad, IReadOnlyList<PixelBox> masked, PixelBox? near, CancellationToken cancellationToken)
    {
        var product = KnownProduct.Of(reference, cancellationToken);
        using var bitmap = PicturePixels.Decode(ad, AdSide);
        if (product is null || bitmap is null || PictureScaler.MeasureSides(ad) is not { } sides)
        {
            return NotVerified("one of the pictures cannot be read or shows nothing.");
        }

        var scale = (double)bitmap.Width / sides.Width;
        if (near is { } box && Around(box, scale, bitmap) is { IsEmpty: false } part)
        {
            using var piece = new SKBitmap();
            bitmap.ExtractSubset(piece, part);
            if (CompareIn(product, piece, FreeOf(masked, part, scale), cancellationToken) is { Verdict: FidelityVerdict.Faithful } passed)
            {
                return passed with { Found = OnWhole(passed.Found, part, bitmap), Worst = OnWhole(passed.Worst, part, bitmap) };
            }
        }

        return CompareIn(product, bitmap, FreeOf(masked, SKRectI.Create(bitmap.Width, bitmap.Height), scale), cancellationToken);
    }

    /// <summary>The part of the ad around the place of the product.</summary>
    private static SKRectI Around(PixelBox box, double scale, SKBitmap ad)
    {
        var margin = Math.Max(box.Width, box.Height) * scale * Margin;
        var part = new SKRectI(
            (int)((box.Left * scale) - margin), (int)((box.Top * scale) - margin),
            (int)(((box.Left + box.Width) * scale) + margin), (int)(((box.Top + box.Height) * scale) + margin));
        return SKRectI.Intersect(part, SKRectI.Create(ad.Width, ad.Height));
    }

    private static RelativeBox? OnWhole(RelativeBox? box, SKRectI part, SKBitmap ad) => box is { } b
        ? new RelativeBox(
            (part.Left + (b.Left * part.Width)) / ad.Width, (part.Top + (b.Top * part.Height)) / ad.Height, b.Width * part.Width / ad.Width, b.Height * part.Height / ad.Height)
        : null;

    /// <param name="product">What is looked for.</param>
    /// <param name="bitmap">The ad or a part of it.</param>
    /// <param name="free">Where no text lies; disposed here.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    private static FidelityResult CompareIn(KnownProduct product, SKBitmap bitmap, Mat free, CancellationToken cancellationToken)
    {
        using var ownFree = free;
        using var picture = VisionPicture.ToBgr(bitmap, SKColors.White);
        Cv2.SetTheRNG(1);
        using var adFeatures = Features.Of(picture, free, AdPoints);
        cancellationToken.ThrowIfCancellationRequested();
        var (geometry, inliers) = Find(product.Features, adFeatures, product.Picture, picture);
        if (inliers * FidelityLimits.MirroredTimes <= product.Features.Count && MirrorOf(product, adFeatures, picture, free, inliers) is { } mirror)
        {
            return mirror;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return geometry is null || inliers < FidelityLimits.FewestInliers
            ? NotVerified("the product was not found as it looks on your photo.")
            : Judge(product.Picture, geometry, inliers, picture, free);
    }

    /// <summary>The verdict that the ad shows the mirror image; null when it does not. Needless where so many points agree that the mirror image has too few to be the better one.</summary>
    private static FidelityResult? MirrorOf(KnownProduct product, Features adFeatures, Mat picture, Mat free, int inliers)
    {
        var (flipped, features) = product.Mirrored;
        var (mirror, mirrored) = Find(features, adFeatures, flipped, picture);
        return mirror is null || mirrored < FidelityLimits.MirroredInliers || mirrored < FidelityLimits.MirroredTimes * inliers
            ? null
            : new FidelityResult(FidelityVerdict.Mirrored, "Differs from your photo: it is its mirror image.")
            {
                Found = Overlay.Of(flipped, mirror, picture, free) is { } place ? BoxOf(place.Box, picture.Size()) : null,
            };
    }

    /// <summary>Lays the photo over the ad as well as it goes: in perspective, and where that does not fit, flat.</summary>
    private static FidelityResult Judge(ProductReference product, Geometry found, int inliers, Mat ad, Mat free)
    {
        var first = Judge(product, inliers, ad, free, Registration.Refine(product, found, ad, free));
        if (first.Verdict != FidelityVerdict.Altered || Registration.RefineFlat(product, found, ad, free) is not { } flat)
        {
            return first;
        }

        var second = Judge(product, inliers, ad, free, flat);
        var isBetter = second.Figures is { } flatly && first.Figures is { } inPerspective && flatly.WorstTile > inPerspective.WorstTile;
        return second.Verdict == FidelityVerdict.Faithful || isBetter ? second : first;
    }

    private static FidelityResult Judge(ProductReference product, int inliers, Mat ad, Mat free, Geometry geometry)
    {
        if (!geometry.IsSensible(product.Bgr.Size(), ad.Size()) || Overlay.Of(product, geometry, ad, free) is not { } overlay)
        {
            return NotVerified("the product was not found as it looks on your photo.");
        }

        var measure = OverlayMeasure.Of(overlay);
        var place = BoxOf(overlay.Box, ad.Size());
        if (overlay.Outside > FidelityLimits.MostOutside)
        {
            return NotVerified("the product runs out of the ad.") with { Found = place };
        }

        if (measure.Tiles.Count < FidelityLimits.FewestTiles)
        {
            return NotVerified("too little of the product can be seen to compare it.") with { Found = place };
        }

        var (longer, shorter, _) = geometry.LocalScale(product.Bgr.Width / 2.0, product.Bgr.Height / 2.0);
        return FidelityVerdicts.Of(measure, inliers, longer / shorter, overlay, ad.Size()) with { Found = place };
    }

    private static (Geometry? Geometry, int Inliers) Find(Features features, Features ad, ProductReference product, Mat picture)
    {
        if (features.FindIn(ad) is not { } found)
        {
            return (null, 0);
        }

        using (found.Homography)
        {
            var geometry = Geometry.Of(found.Homography);
            return geometry.IsSensible(product.Bgr.Size(), picture.Size()) ? (geometry, found.Inliers) : (null, 0);
        }
    }

    private static FidelityResult NotVerified(string why) => new(FidelityVerdict.NotVerified, $"Not verified: {why}");

    /// <summary>255 where no text lies, for a part of the ad.</summary>
    private static Mat FreeOf(IReadOnlyList<PixelBox> masked, SKRectI part, double scale)
    {
        var free = new Mat(part.Height, part.Width, MatType.CV_8UC1, new Scalar(255));
        foreach (var box in masked)
        {
            var (left, top) = ((int)(box.Left * scale) - TextMargin - part.Left, (int)(box.Top * scale) - TextMargin - part.Top);
            Cv2.Rectangle(free, new Rect(left, top, (int)(box.Width * scale) + (2 * TextMargin), (int)(box.Height * scale) + (2 * TextMargin)), new Scalar(0), -1);
        }

        return free;
    }

    internal static RelativeBox BoxOf(Rect box, Size ad) =>
        new((double)box.X / ad.Width, (double)box.Y / ad.Height, (double)box.Width / ad.Width, (double)box.Height / ad.Height);
}
