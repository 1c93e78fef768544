namespace AdCreator.Core.Imaging;

/// <summary>Lines of equal look that fit a box, in the largest size that does.</summary>
internal sealed record FittedText(IReadOnlyList<ShapedLine> Lines, float Size, bool RightToLeft, LineMetrics Metrics)
{
    /// <summary>Baseline to baseline, as a part of the size.</summary>
    public float Leading => Metrics.Leading;

    public float Width => Lines.Max(l => l.Width);

    /// <summary>From the first line's top to the last line's bottom.</summary>
    public float Height => Metrics.HeightOf(Lines.Count) * Size;
}

/// <summary>How high lines stand, in parts of the size.</summary>
internal sealed record LineMetrics(float Ascent, float Descent, float Leading)
{
    /// <summary>Big bold Latin type wants it tight; Arabic reaches further down and up.</summary>
    public static LineMetrics Of(FontStack fonts, bool rightToLeft) =>
        new(fonts.Ascent, fonts.Descent, Math.Max(rightToLeft ? 1.3f : 1.1f, (fonts.Ascent + fonts.Descent) * 0.95f));

    public float HeightOf(int lines) => ((lines - 1) * Leading) + Ascent + Descent;
}
