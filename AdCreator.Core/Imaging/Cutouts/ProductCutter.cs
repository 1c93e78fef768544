using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Cuts a product out of a studio picture, without a model, and says how sure it is.</summary>
/// <remarks>
/// The ground is modelled from the picture's border and taken away. White on white, glass, and scenes are beyond it; the
/// confidence is the overlap with a second run at half the size and half again the tolerance, which is low there.
/// </remarks>
public static class ProductCutter
{
    /// <summary>Longer side at which shapes are found: some 2 s of one core; the edge is then drawn at the picture's own size.</summary>
    private const int WorkSide = 800;

    private const double SecondTolerance = 1.5;
    private const double GoodFrom = 0.95;
    private const double CheckFrom = 0.90;

    /// <summary>A product that covers more of the border runs out of the picture, or is held by a hand that does.</summary>
    private const double MostBorder = 0.06;

    /// <summary>A border that fits its model less than this is no studio ground.</summary>
    private const double LeastEvenness = 0.6;

    /// <summary>Cuts the product out. Takes some seconds of one core; at most two run at once.</summary>
    /// <param name="picture">A picture that this program took in.</param>
    /// <exception cref="OperationCanceledException">Cancelled before its turn or between two steps.</exception>
    public static CutoutResult Cut(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        using var bitmap = PicturePixels.Decode(picture, PictureLimits.MaxKeptSide);
        if (bitmap is null)
        {
            return new CutoutResult.Unavailable("The picture cannot be read. Upload it again as PNG, JPEG or WebP.");
        }

        if (Transparency.IsUsable(bitmap))
        {
            return new CutoutResult.AlreadyTransparent();
        }

        return VisionLibrary.IsAvailable
            ? VisionLibrary.Run(() => Cut(bitmap, cancellationToken), cancellationToken)
            : new CutoutResult.Unavailable($"{VisionLibrary.Missing}. Until then, upload a transparent PNG.");
    }

    private static CutoutResult.Cut Cut(SKBitmap bitmap, CancellationToken cancellationToken)
    {
        using var full = VisionPicture.ToBgr(bitmap, SKColors.White);
        using var work = ScaledTo(full, WorkSide);
        using var half = ScaledTo(full, Math.Max(work.Width, work.Height) / 2);
        var first = ProductMask.Of(work, 1, cancellationToken);
        var second = ProductMask.Of(half, SecondTolerance, cancellationToken);
        var confidence = Confidence(first, work.Size(), second, half.Size());
        cancellationToken.ThrowIfCancellationRequested();
        using var edge = CutoutEdge.Of(work, first);
        return new CutoutResult.Cut(edge.Apply(bitmap), confidence, TrustOf(confidence, first));
    }

    private static CutoutTrust TrustOf(double confidence, ProductMask mask) => confidence switch
    {
        >= GoodFrom when mask.PieceCount == 1 && mask.BorderShare <= MostBorder => CutoutTrust.Good,
        >= CheckFrom => CutoutTrust.PleaseCheck,
        _ => CutoutTrust.NeedsTransparentPicture,
    };

    /// <summary>Overlap of both shapes: intersection over union, at the first one's size.</summary>
    private static double Confidence(ProductMask first, Size size, ProductMask second, Size secondSize)
    {
        var (both, either) = (0, 0);
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                var one = first.Product[(y * size.Width) + x];
                var (otherX, otherY) = (Math.Min(secondSize.Width - 1, x * secondSize.Width / size.Width), Math.Min(secondSize.Height - 1, y * secondSize.Height / size.Height));
                var other = second.Product[(otherY * secondSize.Width) + otherX];
                both += one && other ? 1 : 0;
                either += one || other ? 1 : 0;
            }
        }

        var share = (double)either / (size.Width * size.Height);
        var overlap = either == 0 ? 0 : (double)both / either;
        // Next to nothing, or nearly everything, is no product; a restless border is no ground.
        return share is < 0.005 or > 0.93 || first.Evenness < LeastEvenness ? Math.Min(overlap, 0.5) : overlap;
    }

    private static Mat ScaledTo(Mat picture, int longerSide)
    {
        var scale = (double)longerSide / Math.Max(picture.Width, picture.Height);
        if (scale >= 1)
        {
            return picture.Clone();
        }

        var small = new Mat();
        Cv2.Resize(picture, small, new Size(Math.Max(8, (int)Math.Round(picture.Width * scale)), Math.Max(8, (int)Math.Round(picture.Height * scale))), 0, 0, InterpolationFlags.Area);
        return small;
    }
}
