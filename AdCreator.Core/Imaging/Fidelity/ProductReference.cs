using AdCreator.Core.Imaging.Cutouts;
using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>The product as its photo shows it, cropped to itself.</summary>
internal sealed class ProductReference : IDisposable
{
    private const int WorkSide = 900;
    private const int MaskSide = 600;

    private ProductReference(Mat bgr, Mat mask) => (Bgr, Mask) = (bgr, mask);

    public Mat Bgr { get; }

    /// <summary>255 where the product surely is, a little inside its edge.</summary>
    public Mat Mask { get; }

    /// <summary>From a cut-out or a photo; null when it is no readable picture or shows nothing.</summary>
    public static ProductReference? From(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        using var bitmap = PicturePixels.Decode(picture, WorkSide);
        if (bitmap is null)
        {
            return null;
        }

        using var bgr = VisionPicture.ToBgr(bitmap, new SKColor(128, 128, 128));
        using var mask = Transparency.IsUsable(bitmap)
            ? VisionPicture.FromArray([.. VisionPicture.AlphaOf(bitmap).Select(a => a > 250 ? (byte)255 : (byte)0)], bitmap.Width, bitmap.Height, MatType.CV_8UC1)
            : MaskOfPhoto(bgr, cancellationToken);
        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(5, 5));
        Cv2.Erode(mask, mask, element, borderType: BorderTypes.Constant, borderValue: new Scalar(0));
        var box = Cv2.BoundingRect(mask);
        if (box.Width < 24 || box.Height < 24)
        {
            return null;
        }

        using var part = bgr[box];
        using var partMask = mask[box];
        return new ProductReference(part.Clone(), partMask.Clone());
    }

    /// <summary>The mirror image.</summary>
    public ProductReference Flipped()
    {
        var (bgr, mask) = (new Mat(), new Mat());
        Cv2.Flip(Bgr, bgr, FlipMode.Y);
        Cv2.Flip(Mask, mask, FlipMode.Y);
        return new ProductReference(bgr, mask);
    }

    public void Dispose()
    {
        Bgr.Dispose();
        Mask.Dispose();
    }

    /// <summary>The product of a photo by its plain ground; all of the photo where the ground is not plain.</summary>
    private static Mat MaskOfPhoto(Mat bgr, CancellationToken cancellationToken)
    {
        using var small = new Mat();
        var scale = Math.Min(1, (double)MaskSide / Math.Max(bgr.Width, bgr.Height));
        Cv2.Resize(bgr, small, default, scale, scale, InterpolationFlags.Area);
        var found = ProductMask.Of(small, 1, cancellationToken);
        var share = (double)found.Product.Count(p => p) / found.Product.Length;
        var whole = share is < 0.02 or > 0.93;
        using var mask = VisionPicture.FromArray([.. found.Product.Select(p => p || whole ? (byte)255 : (byte)0)], small.Width, small.Height, MatType.CV_8UC1);
        var full = new Mat();
        Cv2.Resize(mask, full, bgr.Size(), 0, 0, InterpolationFlags.Nearest);
        return full;
    }
}
