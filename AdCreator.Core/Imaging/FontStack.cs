using System.Text;
using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>The fonts of one role, in the order in which they are asked for a character: the brand's own, then the shipped ones.</summary>
internal sealed class FontStack(FontWeight weight, FontFace? own = null)
{
    /// <summary>The first one, which sets the line's height.</summary>
    public FontFace Main { get; } = own ?? FontLibrary.Main(weight);

    /// <summary>From a line's top to its baseline, as a part of the size.</summary>
    public float Ascent => own is null ? 0.92f : Math.Clamp(own.Ascent * 0.95f, 0.8f, 1.25f);

    /// <summary>From the baseline to the line's lower end, as a part of the size.</summary>
    public float Descent => own is null ? 0.24f : Math.Clamp(own.Descent, 0.2f, 0.5f);

    /// <summary>The first face that has the character, or null.</summary>
    public FontFace? Find(Rune character) => own?.Has(character) == true ? own : FontLibrary.FindFace(character, weight);

    /// <summary>A face from a TTF or OTF file; null when it cannot be read.</summary>
    public static FontFace? Read(ReadOnlyMemory<byte> file)
    {
        using var data = SKData.CreateCopy(file.Span);
        var typeface = SKTypeface.FromData(data);
        if (typeface is { GlyphCount: > 0 })
        {
            return new FontFace(typeface);
        }

        typeface?.Dispose();
        return null;
    }
}
