using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;
using OpenCvSharp.XImgProc;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>The soft edge of a cut-out, at any size.</summary>
/// <remarks>
/// A guided filter lets the mask follow the picture within two pixels. The ground that shines through there is taken
/// out of the colour again, or a light rim would show on a dark scene.
/// </remarks>
internal sealed class CutoutEdge : IDisposable
{
    private const int Band = 2;
    private const double Smoothness = 1e-4;

    /// <summary>How far the product's own colour is looked for.</summary>
    private const int Near = 5;

    /// <summary>Squared distance of product and ground, 0 to 3, from which on their mixture can be read.</summary>
    private const float LeastContrast = 0.03f;

    private readonly Mat alpha;
    private readonly Mat ground;

    private CutoutEdge(Mat alpha, Mat ground) => (this.alpha, this.ground) = (alpha, ground);

    public static CutoutEdge Of(Mat bgr, ProductMask mask)
    {
        var (w, h) = (bgr.Width, bgr.Height);
        using var hard = VisionPicture.FromArray([.. mask.Product.Select(p => p ? 1f : 0f)], w, h, MatType.CV_32FC1);
        using var guide = new Mat();
        bgr.ConvertTo(guide, MatType.CV_32FC3, 1 / 255.0);
        using var soft = new Mat();
        CvXImgProc.GuidedFilter(guide, hard, soft, Band + 1, Smoothness);
        using var element = Cv2.GetStructuringElement(MorphShapes.Ellipse, new Size((2 * Band) + 1, (2 * Band) + 1));
        using var inner = new Mat();
        using var outer = new Mat();
        Cv2.Erode(hard, inner, element);
        Cv2.Dilate(hard, outer, element);
        using var bounded = new Mat();
        Cv2.Max(soft, inner, bounded);
        Cv2.Min(bounded, outer, bounded);
        var behind = GroundOf(mask, w, h);
        return new CutoutEdge(Sharpened(bounded, inner, guide, behind), behind);
    }

    /// <summary>The edge by colour: a pixel that is a tenth product and nine tenths ground is a tenth opaque.</summary>
    /// <param name="inner">1 where the product is whole; its mean nearby is what the product would look like at the edge.</param>
    private static Mat Sharpened(Mat alpha, Mat inner, Mat guide, Mat ground)
    {
        using var inner3 = new Mat();
        using var own = new Mat();
        using var weight = new Mat();
        var size = new Size((2 * Near) + 1, (2 * Near) + 1);
        Cv2.CvtColor(inner, inner3, ColorConversionCodes.GRAY2BGR);
        Cv2.Multiply(guide, inner3, own);
        Cv2.BoxFilter(own, own, MatType.CV_32FC3, size, normalize: false);
        Cv2.BoxFilter(inner, weight, MatType.CV_32FC1, size, normalize: false);
        var (values, sums, weights) = (VisionPicture.ToFloats(alpha), VisionPicture.ToFloats(own), VisionPicture.ToFloats(weight));
        var (seen, behind, whole) = (VisionPicture.ToFloats(guide), VisionPicture.ToBytes(ground), VisionPicture.ToFloats(inner));
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0 || whole[i] > 0.5f || weights[i] < 1)
            {
                continue;
            }

            var (along, length) = (0f, 0f);
            for (var c = 0; c < 3; c++)
            {
                var (product, other) = (sums[(i * 3) + c] / weights[i], behind[(i * 3) + c] / 255f);
                along += (seen[(i * 3) + c] - other) * (product - other);
                length += (product - other) * (product - other);
            }

            values[i] = length < LeastContrast ? values[i] : Math.Min(values[i], Math.Clamp(along / length, 0, 1));
        }

        return VisionPicture.FromArray(values, alpha.Width, alpha.Height, MatType.CV_32FC1);
    }

    /// <summary>The picture with the edge as its transparency.</summary>
    public EncodedPicture Apply(SKBitmap picture)
    {
        var size = new Size(picture.Width, picture.Height);
        using var alphaFull = new Mat();
        using var groundFull = new Mat();
        Cv2.Resize(alpha, alphaFull, size, 0, 0, InterpolationFlags.Linear);
        Cv2.Resize(ground, groundFull, size, 0, 0, InterpolationFlags.Linear);
        var (opacity, behind) = (VisionPicture.ToFloats(alphaFull), VisionPicture.ToBytes(groundFull));
        using var cut = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, SKColorSpace.CreateSrgb()));
        var source = picture.GetPixelSpan();
        var target = cut.GetPixelSpan();
        for (var i = 0; i < opacity.Length; i++)
        {
            var share = Math.Clamp((opacity[i] - 0.04f) / 0.92f, 0, 1);
            for (var c = 0; c < 3 && share > 0; c++)
            {
                var seen = source[(i * 4) + c];
                var own = share >= 1 ? seen : (seen - ((1 - share) * behind[(i * 3) + 2 - c])) / Math.Max(share, 0.25f);
                target[(i * 4) + c] = (byte)Math.Clamp(own, 0, 255);
            }

            target[(i * 4) + 3] = (byte)Math.Round(share * 255);
        }

        return PicturePixels.EncodePng(cut);
    }

    public void Dispose()
    {
        alpha.Dispose();
        ground.Dispose();
    }

    private static Mat GroundOf(ProductMask mask, int width, int height)
    {
        var values = new float[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            (values[i * 3], values[(i * 3) + 1], values[(i * 3) + 2]) = (mask.Ground.L[i], mask.Ground.A[i], mask.Ground.B[i]);
        }

        using var lab = VisionPicture.FromArray(values, width, height, MatType.CV_32FC3);
        using var floats = new Mat();
        Cv2.CvtColor(lab, floats, ColorConversionCodes.Lab2BGR);
        var bgr = new Mat();
        floats.ConvertTo(bgr, MatType.CV_8UC3, 255);
        return bgr;
    }
}
