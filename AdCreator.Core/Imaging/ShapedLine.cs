using System.Text;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>One line of text as glyphs, in visual order, each run in the first font that has its characters.</summary>
internal sealed class ShapedLine
{
    private readonly List<(FontFace Face, ushort[] Glyphs, SKPoint[] Places)> runs = [];

    private readonly float size;

    private ShapedLine(float size) => this.size = size;

    /// <summary>Pixels from the first glyph's start to the last one's end.</summary>
    public float Width { get; private set; }

    /// <summary>Shapes a line. Characters that no font has must have been taken out before.</summary>
    /// <param name="text">Without line breaks.</param>
    /// <param name="size">Pixels of the em.</param>
    /// <param name="spacing">Extra pixels between letters, for small capitals lines; 0 for joined scripts.</param>
    public static ShapedLine Of(string text, FontStack fonts, float size, bool rightToLeft, float spacing = 0)
    {
        var line = new ShapedLine(size);
        foreach (var run in VisualRuns(text, fonts, rightToLeft))
        {
            line.Append(run.Face, run.Face.Shape(run.Text, run.Level % 2 == 1, size), spacing);
        }

        return line;
    }

    /// <summary>The same in the shipped fonts.</summary>
    public static ShapedLine Of(string text, FontWeight weight, float size, bool rightToLeft, float spacing = 0) =>
        Of(text, new FontStack(weight), size, rightToLeft, spacing);

    public void Draw(SKCanvas canvas, float x, float baseline, SKPaint paint)
    {
        foreach (var (face, glyphs, places) in runs)
        {
            using var font = new SKFont(face.Typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(glyphs, font, places);
            using var blob = builder.Build();
            if (blob is not null)
            {
                canvas.DrawText(blob, x, baseline, paint);
            }
        }
    }

    private void Append(FontFace face, SkiaSharp.HarfBuzz.SKShaper.Result shaped, float spacing)
    {
        var glyphs = shaped.Codepoints.Select(c => (ushort)c).ToArray();
        var start = Width;
        var places = shaped.Points.Select((p, i) => new SKPoint(start + p.X + (i * spacing), p.Y)).ToArray();
        runs.Add((face, glyphs, places));
        Width += shaped.Width + (glyphs.Length * spacing);
    }

    private static List<(FontFace Face, string Text, int Level)> VisualRuns(string text, FontStack fonts, bool rightToLeft)
    {
        var runes = text.EnumerateRunes().ToArray();
        var levels = TextDirection.LevelsOf(runes, rightToLeft);
        var pieces = new List<(FontFace Face, string Text, int Level)>();
        var current = new StringBuilder();
        FontFace? face = null;
        for (var i = 0; i < runes.Length; i++)
        {
            var next = FaceFor(runes[i], fonts, face);
            if (current.Length > 0 && (next != face || levels[i] != levels[i - 1]))
            {
                pieces.Add((face!, current.ToString(), levels[i - 1]));
                current.Clear();
            }

            face = next;
            current.Append(runes[i]);
        }

        if (current.Length > 0)
        {
            pieces.Add((face!, current.ToString(), levels[^1]));
        }

        return Reordered(pieces);
    }

    /// <summary>Spaces, marks and joiners stay in the run they stand in when its font has them (or needs no glyph for them).</summary>
    private static FontFace FaceFor(Rune rune, FontStack fonts, FontFace? current)
    {
        var isInvisible = AdText.NeedsNoGlyph(rune);
        if (current is not null && (isInvisible || (!Rune.IsLetterOrDigit(rune) && current.Has(rune))))
        {
            return current;
        }

        return (isInvisible ? null : fonts.Find(rune)) ?? fonts.Main;
    }

    /// <summary>From the highest level down to 1, every sequence of that level or above is reversed.</summary>
    private static List<(FontFace Face, string Text, int Level)> Reordered(List<(FontFace Face, string Text, int Level)> pieces)
    {
        for (var level = 2; level >= 1; level--)
        {
            for (var i = 0; i < pieces.Count; i++)
            {
                var end = i;
                while (end < pieces.Count && pieces[end].Level >= level)
                {
                    end++;
                }

                if (end > i)
                {
                    pieces.Reverse(i, end - i);
                    i = end;
                }
            }
        }

        return pieces;
    }
}
