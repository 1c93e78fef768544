using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Lines of equal look that fit a box, in the largest size that does.</summary>
internal sealed record FittedText(IReadOnlyList<ShapedLine> Lines, float Size, bool RightToLeft)
{
    /// <summary>Baseline to baseline, as a part of the size.</summary>
    public float Leading => LeadingOf(RightToLeft);

    public float Width => Lines.Max(l => l.Width);

    /// <summary>From the first line's top to the last line's bottom.</summary>
    public float Height => (((Lines.Count - 1) * Leading) + 1.16f) * Size;

    /// <summary>Big bold Latin type wants it tight; Arabic reaches further down and up.</summary>
    public static float LeadingOf(bool rightToLeft) => rightToLeft ? 1.3f : 1.1f;
}

/// <summary>Breaks copy into lines: as large as the box allows, lines of about the same width, no lone last word.</summary>
internal static class TextFit
{
    private const float Probe = 100;

    /// <summary>The text in the largest size of the range that fits; null when not even the smallest does.</summary>
    public static FittedText? Fit(string text, FontWeight weight, SKSize box, float largest, float smallest, int maxLines)
    {
        var rightToLeft = TextDirection.IsRightToLeft(text);
        var words = text.Split(' ');
        var widths = words.Select(w => ShapedLine.Of(w, weight, Probe, rightToLeft).Width / Probe).ToArray();
        var space = ShapedLine.Of(" ", weight, Probe, rightToLeft: false).Width / Probe;
        for (var size = largest; size >= smallest; size -= Math.Max(1, size * 0.03f))
        {
            var room = box.Width / size;
            if (widths.Max() > room)
            {
                continue;
            }

            var breaks = Balance(widths, space, room);
            if (breaks.Count > maxLines || (((breaks.Count - 1) * FittedText.LeadingOf(rightToLeft)) + 1.16f) * size > box.Height)
            {
                continue;
            }

            ShapedLine[] lines = [.. breaks.Select(b => ShapedLine.Of(string.Join(' ', words[b]), weight, size, rightToLeft))];
            if (lines.All(l => l.Width <= box.Width))
            {
                return new FittedText(lines, size, rightToLeft);
            }
        }

        return null;
    }

    /// <summary>As few lines as greedy breaking needs, then as narrow as that number of lines allows.</summary>
    private static List<Range> Balance(float[] widths, float space, float room)
    {
        var best = Break(widths, space, room);
        var (low, high) = (widths.Max(), room);
        for (var i = 0; i < 12; i++)
        {
            var middle = (low + high) / 2;
            var lines = Break(widths, space, middle);
            if (lines.Count == best.Count)
            {
                (best, high) = (lines, middle);
            }
            else
            {
                low = middle;
            }
        }

        return best;
    }

    private static List<Range> Break(float[] widths, float space, float room)
    {
        var lines = new List<Range>();
        var (start, width) = (0, widths[0]);
        for (var i = 1; i < widths.Length; i++)
        {
            if (width + space + widths[i] > room)
            {
                lines.Add(start..i);
                (start, width) = (i, widths[i]);
            }
            else
            {
                width += space + widths[i];
            }
        }

        lines.Add(start..widths.Length);
        return lines;
    }
}
