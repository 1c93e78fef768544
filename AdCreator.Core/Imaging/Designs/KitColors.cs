using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>The only opaque colours that may be laid over a picture: the brand's, white and near-black.</summary>
internal sealed class KitColors
{
    private static readonly SKColor Fallback = new(0x1F, 0x4E, 0x5F);

    private readonly List<SKColor> colors;

    public KitColors(string main, IEnumerable<string> others)
    {
        Main = Parse(main) ?? Fallback;
        colors = [Main, .. others.Select(Parse).OfType<SKColor>()];
    }

    public SKColor Main { get; }

    public IEnumerable<SKColor> Allowed => [.. colors, SKColors.White, Contrast.Ink, SKColors.Black];

    /// <summary>The main colour, or where it is lost on the ground, the brand colour that stands out most, or the text's.</summary>
    public SKColor AccentOn(SKColor ground, SKColor text)
    {
        const double Visible = 1.6;
        return Contrast.Ratio(Main, ground) >= Visible
            ? Main
            : colors.Append(text).MaxBy(c => Math.Min(Contrast.Ratio(c, ground), 3))!;
    }

    /// <summary>The ground of a badge on a panel: a second brand colour where it stands out, else what the panel's text has.</summary>
    public SKColor BadgeOn(SKColor panel)
    {
        const double Clear = 2.2;
        return colors.Skip(1).Where(c => Contrast.Ratio(c, panel) >= Clear).Select(c => (SKColor?)c).FirstOrDefault() ?? Contrast.ReadableOn(panel);
    }

    /// <summary>Distance (CIE 1976) to the nearest allowed colour.</summary>
    public double DistanceTo(SKColor color)
    {
        var lab = LabColor.Of(color);
        return Allowed.Min(c => LabColor.Of(c).DistanceTo(lab));
    }

    public static string Name(SKColor color) => $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}";

    private static SKColor? Parse(string color) => SKColor.TryParse(color, out var parsed) ? parsed.WithAlpha(255) : null;
}
