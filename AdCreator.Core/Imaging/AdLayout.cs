using System.Runtime.InteropServices;

namespace AdCreator.Core.Imaging;

/// <summary>Where the copy of an ad of a given shape stands, so that pictures leave room for it.</summary>
/// <param name="Text">The box that holds all text.</param>
/// <param name="CopySpace">What a picture must leave empty, for a prompt, such as "the top 40 percent".</param>
/// <param name="IsBeside">Whether the copy stands beside the product instead of above it.</param>
public sealed record AdLayout(PixelBox Text, string CopySpace, bool IsBeside)
{
    /// <summary>What the platforms' own buttons leave free; null where nothing covers the picture.</summary>
    public PixelBox? Safe { get; init; }

    /// <summary>The layout of a picture of this size in pixels.</summary>
    public static AdLayout For(int width, int height)
    {
        var margin = (int)(Math.Min(width, height) * 0.074);
        if (width > height * 1.3)
        {
            return new AdLayout(new PixelBox(margin, margin, (int)(width * 0.42), height - (2 * margin)), "the left half", IsBeside: true);
        }

        // Stories and Reels cover the edges with their own buttons: x 120 to 888, y 288 to 1248 of 1080 x 1920 is free
        // on Google, Meta and TikTok.
        if (height > width * 1.6)
        {
            var (x, y) = (width / 1080d, height / 1920d);
            return new AdLayout(new PixelBox((int)(120 * x), (int)(288 * y), (int)(768 * x), (int)(560 * y)), "the top 45 percent", IsBeside: false)
            {
                Safe = new PixelBox((int)(120 * x), (int)(288 * y), (int)(768 * x), (int)(960 * y)),
            };
        }

        return new AdLayout(new PixelBox(margin, margin, width - (2 * margin), (int)(height * 0.41) - margin), "the top 40 percent", IsBeside: false);
    }
}

/// <summary>A rectangle in whole pixels.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;
}
