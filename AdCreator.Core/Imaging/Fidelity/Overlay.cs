using System.Runtime.CompilerServices;
using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>The photo laid over the ad: both in the same pixels, in the part of the ad where the product is.</summary>
internal sealed class Overlay
{
    private Overlay(Rect box, byte[] photo, byte[] ad, bool[] mask, double outside)
    {
        (Box, Photo, Ad, Mask, Outside) = (box, photo, ad, mask, outside);
    }

    /// <summary>The part of the ad.</summary>
    public Rect Box { get; }

    /// <summary>Blue, green, red of the photo.</summary>
    public byte[] Photo { get; }

    /// <summary>Blue, green, red of the ad.</summary>
    public byte[] Ad { get; }

    /// <summary>Where both can be compared: on the product, on the ad, and not under text.</summary>
    public bool[] Mask { get; }

    /// <summary>Share of the product that lies outside the ad, 0 to 1.</summary>
    public double Outside { get; }

    /// <summary>How many pixels can be compared.</summary>
    public int Covered => Mask.AsSpan().Count(true);

    public int Width => Box.Width;

    public int Height => Box.Height;

    /// <param name="free">255 where the ad is not covered by text.</param>
    /// <returns>Null when the product would lie off the ad.</returns>
    public static Overlay? Of(ProductReference reference, Geometry geometry, Mat ad, Mat free)
    {
        var all = BoxOf(reference, geometry);
        var box = all & new Rect(0, 0, ad.Width, ad.Height);
        if (box.Width < 16 || box.Height < 16)
        {
            return null;
        }

        // Scaled down first, as whoever drew the ad did: warping alone would skip pixels and flicker.
        var (longer, shorter, _) = geometry.LocalScale(reference.Bgr.Width / 2.0, reference.Bgr.Height / 2.0);
        var scale = Math.Min(1, Math.Sqrt(longer * shorter));
        using var small = Scaled(reference.Bgr, scale, InterpolationFlags.Area);
        using var smallMask = Scaled(reference.Mask, scale, InterpolationFlags.Area);
        using var matrix = geometry.ForScaled(scale).Moved(-box.X, -box.Y).ToMat();
        using var photo = new Mat();
        using var mask = new Mat();
        Cv2.WarpPerspective(small, photo, matrix, box.Size, InterpolationFlags.Cubic, BorderTypes.Replicate);
        Cv2.WarpPerspective(smallMask, mask, matrix, box.Size, InterpolationFlags.Linear, BorderTypes.Constant, new Scalar(0));
        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size(5, 5));
        Cv2.Erode(mask, mask, element);
        using var part = ad[box].Clone();
        using var partFree = free[box].Clone();
        var (onProduct, isFree) = (VisionPicture.ToBytes(mask), VisionPicture.ToBytes(partFree));
        var lost = 1 - ((double)(box.Width * (long)box.Height) / (all.Width * (long)all.Height));
        return new Overlay(box, VisionPicture.ToBytes(photo), VisionPicture.ToBytes(part), MaskOf(onProduct, isFree), lost);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool[] MaskOf(byte[] onProduct, byte[] isFree)
    {
        var mask = new bool[onProduct.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = onProduct[i] > 250 && isFree[i] > 0;
        }

        return mask;
    }

    private static Mat Scaled(Mat mat, double scale, InterpolationFlags how)
    {
        var small = new Mat();
        Cv2.Resize(mat, small, new Size(Math.Max(8, (int)Math.Round(mat.Width * scale)), Math.Max(8, (int)Math.Round(mat.Height * scale))), 0, 0, how);
        return small;
    }

    private static Rect BoxOf(ProductReference reference, Geometry geometry)
    {
        Cv2.FindContours(reference.Mask, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        var points = contours.SelectMany(c => c).Select(p => geometry.Map(p.X, p.Y)).ToArray();
        var (left, top) = ((int)Math.Floor(points.Min(p => p.X)), (int)Math.Floor(points.Min(p => p.Y)));
        return new Rect(left, top, (int)Math.Ceiling(points.Max(p => p.X)) - left + 1, (int)Math.Ceiling(points.Max(p => p.Y)) - top + 1);
    }
}
