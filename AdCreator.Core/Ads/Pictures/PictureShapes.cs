using System.Globalization;

namespace AdCreator.Core.Ads.Pictures;

/// <summary>The shapes that a picture can be asked for in.</summary>
public static class PictureShapes
{
    /// <summary>What every image model on offer draws, as the wire's words. Longer ones are left out: only some models know them.</summary>
    public static IReadOnlyList<string> All { get; } = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    /// <summary>The shape from which a picture of these sides loses least.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static string ClosestTo(int width, int height) => All.MinBy(shape => Math.Abs(Math.Log((double)width / height / RatioOf(shape))))!;

    private static double RatioOf(string shape)
    {
        var colon = shape.IndexOf(':', StringComparison.Ordinal);
        return (double)int.Parse(shape.AsSpan(0, colon), CultureInfo.InvariantCulture) / int.Parse(shape.AsSpan(colon + 1), CultureInfo.InvariantCulture);
    }
}
