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
        var alpha = new Mat();
        Cv2.Max(soft, inner, alpha);
        Cv2.Min(alpha, outer, alpha);
        return new CutoutEdge(alpha, GroundOf(mask, w, h));
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
