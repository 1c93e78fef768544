using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Vision;

/// <summary>Carries pixels between Skia and OpenCV.</summary>
internal static class VisionPicture
{
    /// <summary>Colour as OpenCV wants it, blue first, without transparency: on the given ground. Eight bits a channel.</summary>
    public static Mat ToBgr(SKBitmap bitmap, SKColor ground)
    {
        using var opaque = new SKBitmap(new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, bitmap.ColorSpace));
        using (var canvas = new SKCanvas(opaque))
        {
            canvas.Clear(ground);
            canvas.DrawBitmap(bitmap, 0, 0, SKSamplingOptions.Default);
        }

        using var rgba = Mat.FromPixelData(opaque.Height, opaque.Width, MatType.CV_8UC4, opaque.GetPixels(), opaque.RowBytes);
        var bgr = new Mat();
        Cv2.CvtColor(rgba, bgr, ColorConversionCodes.RGBA2BGR);
        return bgr;
    }

    /// <summary>How opaque each pixel is, 0 to 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte[] AlphaOf(SKBitmap bitmap)
    {
        var source = bitmap.GetPixelSpan();
        var (width, height, rowBytes) = (bitmap.Width, bitmap.Height, bitmap.RowBytes);
        var alpha = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                alpha[(y * width) + x] = source[(y * rowBytes) + (x * 4) + 3];
            }
        }

        return alpha;
    }

    /// <summary>CIE L*a*b*, L from 0 to 100, as 32-bit floats.</summary>
    public static Mat ToLab(Mat bgr)
    {
        using var floats = new Mat();
        bgr.ConvertTo(floats, MatType.CV_32FC3, 1 / 255.0);
        var lab = new Mat();
        Cv2.CvtColor(floats, lab, ColorConversionCodes.BGR2Lab);
        return lab;
    }

    /// <summary>A copy in OpenCV's memory.</summary>
    public static Mat FromArray(byte[] values, int width, int height, MatType type)
    {
        var mat = new Mat(height, width, type);
        Marshal.Copy(values, 0, mat.Data, LengthOf(mat, values.Length));
        return mat;
    }

    /// <summary>A copy in OpenCV's memory.</summary>
    public static Mat FromArray(float[] values, int width, int height, MatType type)
    {
        var mat = new Mat(height, width, type);
        Marshal.Copy(values, 0, mat.Data, LengthOf(mat, values.Length * sizeof(float)) / sizeof(float));
        return mat;
    }

    /// <summary>A copy in our memory, row after row, of 8-bit channels.</summary>
    public static byte[] ToBytes(Mat mat)
    {
        var values = new byte[mat.Total() * mat.ElemSize()];
        Marshal.Copy(mat.Data, values, 0, LengthOf(mat, values.Length));
        return values;
    }

    /// <summary>A copy in our memory, row after row, of 32-bit floats.</summary>
    public static float[] ToFloats(Mat mat)
    {
        var values = new float[mat.Total() * mat.ElemSize() / sizeof(float)];
        Marshal.Copy(mat.Data, values, 0, LengthOf(mat, values.Length * sizeof(float)) / sizeof(float));
        return values;
    }

    /// <summary>Bytes of all pixels, where the array has as many and no row has a gap.</summary>
    private static int LengthOf(Mat mat, int arrayBytes)
    {
        var bytes = checked((int)(mat.Total() * mat.ElemSize()));
        return mat.IsContinuous() && bytes == arrayBytes
            ? bytes
            : throw new ArgumentException("The array and the picture do not have the same size.", nameof(arrayBytes));
    }
}
