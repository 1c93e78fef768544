namespace AdCreator.Core.Ads.Briefs;

/// <summary>A shape that ads are made in.</summary>
/// <param name="AspectRatio">The wire's word, such as <c>4:5</c>.</param>
/// <param name="Width">Pixels of the downloaded file.</param>
/// <param name="Height">Pixels of the downloaded file.</param>
/// <param name="Use">Where it runs, for people.</param>
public sealed record AdFormat(string AspectRatio, int Width, int Height, string Use)
{
    /// <summary>Every format on offer.</summary>
    public static IReadOnlyList<AdFormat> All { get; } =
    [
        new("1:1", 1080, 1080, "Feed, square"),
        new("4:5", 1080, 1350, "Feed, portrait"),
        new("9:16", 1080, 1920, "Stories, Reels, TikTok"),
        new("16:9", 1920, 1080, "Landscape, YouTube"),
    ];

    /// <summary>The format of an aspect ratio, or null.</summary>
    public static AdFormat? Find(string aspectRatio) =>
        All.FirstOrDefault(f => f.AspectRatio == aspectRatio);
}
