using System.Runtime.CompilerServices;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Vision;

/// <summary>A small picture in CIE L*a*b*, a channel an array, L from 0 to 100.</summary>
internal sealed class LabPicture
{
    private LabPicture(int width, int height)
    {
        (Width, Height) = (width, height);
        (L, A, B) = (new float[width * height], new float[width * height], new float[width * height]);
    }

    public int Width { get; }

    public int Height { get; }

    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LabPicture Of(Mat bgr)
    {
        using var lab = VisionPicture.ToLab(bgr);
        var values = VisionPicture.ToFloats(lab);
        var picture = new LabPicture(bgr.Width, bgr.Height);
        for (var i = 0; i < picture.L.Length; i++)
        {
            (picture.L[i], picture.A[i], picture.B[i]) = (values[i * 3], values[(i * 3) + 1], values[(i * 3) + 2]);
        }

        return picture;
    }
}
