using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Brings the photo onto the ad to a fraction of a pixel.</summary>
internal static class Registration
{
    private const int Rounds = 2;
    private const int FewestTiles = 12;

    /// <summary>The nearest geometry that only moves, turns and scales, corrected by what the tiles say; null when there is none.</summary>
    /// <remarks>A product with little drawn on it gives few tiles, and a perspective that is guessed from them bends what is plain.</remarks>
    public static Geometry? RefineFlat(ProductReference reference, Geometry geometry, Mat ad, Mat free)
    {
        var (w, h) = (reference.Bgr.Width, reference.Bgr.Height);
        Point2f[] corners = [new(0, 0), new(w, 0), new(w, h), new(0, h), new(w / 2f, h / 2f)];
        return Flat(corners, [.. corners.Select(c => geometry.Map(c.X, c.Y)).Select(p => new Point2f((float)p.X, (float)p.Y))]) is { } flat
            ? Refine(reference, flat, ad, free, Flat)
            : null;
    }

    /// <summary>The geometry, corrected by what the tiles say.</summary>
    public static Geometry Refine(ProductReference reference, Geometry geometry, Mat ad, Mat free) => Refine(reference, geometry, ad, free, Perspective);

    private static Geometry Refine(ProductReference reference, Geometry geometry, Mat ad, Mat free, Func<Point2f[], Point2f[], Geometry?> fit)
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (Overlay.Of(reference, geometry, ad, free) is not { } overlay || Correction(overlay, fit) is not { } correction)
            {
                return geometry;
            }

            geometry = correction.After(geometry);
        }

        return geometry;
    }

    /// <summary>Lightness as shifts are measured in: 0 to 100, a little blurred.</summary>
    public static float[] LightOf(byte[] bgr, int width, int height)
    {
        using var mat = VisionPicture.FromArray(bgr, width, height, MatType.CV_8UC3);
        using var gray = new Mat();
        Cv2.CvtColor(mat, gray, ColorConversionCodes.BGR2GRAY);
        using var floats = new Mat();
        gray.ConvertTo(floats, MatType.CV_32FC1, 100 / 255.0);
        Cv2.GaussianBlur(floats, floats, new Size(0, 0), 1);
        return VisionPicture.ToFloats(floats);
    }

    private static Geometry? Correction(Overlay overlay, Func<Point2f[], Point2f[], Geometry?> fit)
    {
        var (photo, ad) = (LightOf(overlay.Photo, overlay.Width, overlay.Height), LightOf(overlay.Ad, overlay.Width, overlay.Height));
        var (from, to) = (new List<Point2f>(), new List<Point2f>());
        foreach (var tile in TileGrid.Over(overlay))
        {
            if (TileShift.Of(tile, photo, ad, overlay.Width, overlay.Height) is { } shift)
            {
                var middle = new Point2f(overlay.Box.X + (float)tile.Pixels.Average(i => i % overlay.Width), overlay.Box.Y + (float)tile.Pixels.Average(i => i / overlay.Width));
                from.Add(middle);
                to.Add(new Point2f(middle.X + (float)shift.X, middle.Y + (float)shift.Y));
            }
        }

        return from.Count < FewestTiles ? null : fit([.. from], [.. to]);
    }

    private static Geometry? Perspective(Point2f[] from, Point2f[] to)
    {
        using var source = InputArray.Create(from);
        using var target = InputArray.Create(to);
        using var found = Cv2.FindHomography(source, target, HomographyMethods.USAC_MAGSAC, 0.8, null, 3000, 0.999);
        return found.Empty() ? null : Geometry.Of(found);
    }

    private static Geometry? Flat(Point2f[] from, Point2f[] to)
    {
        using var source = InputArray.Create(from);
        using var target = InputArray.Create(to);
        using var found = Cv2.EstimateAffinePartial2D(source, target, null, RobustEstimationAlgorithms.LMEDS);
        return found is null || found.Empty() ? null : Geometry.OfAffine(found);
    }
}
