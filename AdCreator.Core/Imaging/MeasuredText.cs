using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Copy measured once, so that trying it in many boxes is arithmetic: as large as the box allows, lines of about the same width, no lone last word.</summary>
internal sealed class MeasuredText
{
    private const float Probe = 100;

    private readonly string[] words;
    private readonly float[] widths;
    private readonly float space;
    private readonly FontStack fonts;
    private readonly LineMetrics metrics;

    private MeasuredText(string text, FontStack fonts)
    {
        this.fonts = fonts;
        RightToLeft = TextDirection.IsRightToLeft(text);
        words = text.Split(' ');
        widths = [.. words.Select(w => ShapedLine.Of(w, fonts, Probe, RightToLeft).Width / Probe)];
        space = ShapedLine.Of(" ", fonts, Probe, rightToLeft: false).Width / Probe;
        metrics = LineMetrics.Of(fonts, RightToLeft);
    }

    public bool RightToLeft { get; }

    /// <summary>Null for no text.</summary>
    public static MeasuredText? Of(string text, FontStack fonts) => text.Length == 0 ? null : new MeasuredText(text, fonts);

    /// <summary>The text in the largest size of the range that fits; null when not even the smallest does.</summary>
    /// <param name="box">Pixels.</param>
    /// <param name="largest">Pixels of the em.</param>
    /// <param name="smallest">Pixels of the em.</param>
    /// <param name="maxLines">1 or more.</param>
    public FittedText? Fit(SKSize box, float largest, float smallest, int maxLines)
    {
        for (var size = largest; size >= smallest; size -= Math.Max(0.5f, size * 0.03f))
        {
            if (BreaksAt(box, size, maxLines) is not { } breaks)
            {
                continue;
            }

            ShapedLine[] lines = [.. breaks.Select(b => ShapedLine.Of(string.Join(' ', words[b]), fonts, size, RightToLeft))];
            if (lines.All(l => l.Width <= box.Width))
            {
                return new FittedText(lines, size, RightToLeft, metrics);
            }
        }

        return null;
    }

    private List<Range>? BreaksAt(SKSize box, float size, int maxLines)
    {
        var room = box.Width / size;
        if (widths.Max() > room)
        {
            return null;
        }

        var breaks = Balance(room);
        return breaks.Count <= maxLines && metrics.HeightOf(breaks.Count) * size <= box.Height ? breaks : null;
    }

    /// <summary>As few lines as greedy breaking needs, then as narrow as that number of lines allows.</summary>
    private List<Range> Balance(float room)
    {
        var best = Break(room);
        var (low, high) = (widths.Max(), room);
        for (var i = 0; i < 12; i++)
        {
            var middle = (low + high) / 2;
            var lines = Break(middle);
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

    private List<Range> Break(float room)
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
