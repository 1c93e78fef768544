using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Brings the photo onto the ad to a fraction of a pixel.</summary>
internal static class Registration
{
    private const int Rounds = 2;
    private const int FewestTiles = 12;

    /// <summary>The geometry, corrected by what the tiles say.</summary>
    public static Geometry Refine(ProductReference reference, Geometry geometry, Mat ad, Mat free)
    {
        for (var round = 0; round < Rounds; round++)
        {
            if (Overlay.Of(reference, geometry, ad, free) is not { } overlay || Correction(overlay) is not { } correction)
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

    private static Geometry? Correction(Overlay overlay)
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

        if (from.Count < FewestTiles)
        {
            return null;
        }

        using var source = InputArray.Create(from.ToArray());
        using var target = InputArray.Create(to.ToArray());
        using var found = Cv2.FindHomography(source, target, HomographyMethods.USAC_MAGSAC, 0.8, null, 3000, 0.999);
        return found.Empty() ? null : Geometry.Of(found);
    }
}
