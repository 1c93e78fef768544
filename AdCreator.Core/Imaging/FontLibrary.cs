using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace AdCreator.Core.Imaging;

/// <summary>Weights in which every script is drawn; those without a semi-bold use bold.</summary>
public enum FontWeight
{
    Regular = 1,
    SemiBold,
    Bold,
}

/// <summary>The fonts that ship with the program: Inter, then Noto Sans, Arabic and Hebrew for what Inter lacks.</summary>
/// <remarks>System fonts are never used: on a server there are none, and Skia then draws nothing, silently.</remarks>
public static class FontLibrary
{
    private static readonly string[] Regular = ["Inter-Regular.otf", "NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf"];

    private static readonly string[] SemiBold = ["Inter-SemiBold.otf", "NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansHebrew-Bold.ttf"];

    private static readonly string[] Bold = ["Inter-Bold.otf", "NotoSans-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansHebrew-Bold.ttf"];

    private static readonly ConcurrentDictionary<string, Lazy<FontFace>> Faces = new(StringComparer.Ordinal);

    /// <summary>Whether some shipped font can draw the character.</summary>
    public static bool CanDraw(Rune character) => FindFace(character, FontWeight.Regular) is not null;

    /// <summary>The first face that has the character, or null.</summary>
    internal static FontFace? FindFace(Rune character, FontWeight weight) =>
        NamesOf(weight).Select(Load).FirstOrDefault(face => face.Has(character));

    /// <summary>The first face, which sets the line's height.</summary>
    internal static FontFace Main(FontWeight weight) => Load(NamesOf(weight)[0]);

    private static string[] NamesOf(FontWeight weight) => weight switch
    {
        FontWeight.Regular => Regular,
        FontWeight.SemiBold => SemiBold,
        FontWeight.Bold => Bold,
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight, "No such weight."),
    };

    private static FontFace Load(string file) => Faces.GetOrAdd(file, name => new Lazy<FontFace>(() => Read(name))).Value;

    private static FontFace Read(string file)
    {
        using var stream = typeof(FontLibrary).Assembly.GetManifestResourceStream($"Imaging.Fonts.{file}")
            ?? throw new InvalidOperationException($"The font {file} is not part of this program.");
        using var data = SKData.Create(stream);
        var typeface = SKTypeface.FromData(data);
        return typeface is { GlyphCount: > 0 }
            ? new FontFace(typeface)
            : throw new InvalidOperationException($"The font {file} cannot be read.");
    }
}

/// <summary>One font with its shaper. Lives as long as the program.</summary>
internal sealed class FontFace(SKTypeface typeface) : IDisposable
{
    private readonly SKShaper shaper = new(typeface);

    private readonly SKFont probe = new(typeface, 16);

    private readonly Lock shaping = new();

    public SKTypeface Typeface => typeface;

    /// <summary>Above the baseline, as a part of the size.</summary>
    public float Ascent => -probe.Metrics.Ascent / probe.Size;

    /// <summary>Below the baseline, as a part of the size.</summary>
    public float Descent => probe.Metrics.Descent / probe.Size;

    public bool Has(Rune character) => probe.ContainsGlyph(character.Value);

    public void Dispose()
    {
        probe.Dispose();
        shaper.Dispose();
        typeface.Dispose();
    }

    /// <summary>Glyphs in visual order with their places relative to the start of the run.</summary>
    public SKShaper.Result Shape(string text, bool rightToLeft, float size)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = rightToLeft ? HarfBuzzSharp.Direction.RightToLeft : HarfBuzzSharp.Direction.LeftToRight;
        using var font = new SKFont(typeface, size);
        lock (shaping)
        {
            return shaper.Shape(buffer, font);
        }
    }
}
