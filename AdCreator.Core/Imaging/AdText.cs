using System.Globalization;
using System.Text;

namespace AdCreator.Core.Imaging;

/// <summary>Copy made ready for drawing.</summary>
/// <param name="Text">One paragraph; single spaces, no control characters, nothing without a glyph.</param>
/// <param name="Dropped">Emoji that were left out, because they decorate and no shipped font draws them.</param>
/// <param name="Missing">Other characters that no shipped font draws: the text must not be drawn without them.</param>
internal sealed record AdText(string Text, IReadOnlyList<string> Dropped, IReadOnlyList<string> Missing)
{
    public static AdText Prepare(string raw, FontStack? fonts = null)
    {
        var text = new StringBuilder();
        var dropped = new List<string>();
        var missing = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(raw.Normalize(NormalizationForm.FormC));
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var runes = element.EnumerateRunes().Where(r => !IsStripped(r)).ToArray();
            if (runes.All(r => NeedsNoGlyph(r) || (fonts is null ? FontLibrary.CanDraw(r) : fonts.Find(r) is not null)))
            {
                text.AppendJoin("", runes.Select(r => Rune.IsWhiteSpace(r) ? " " : r.ToString()));
            }
            else
            {
                (runes.Any(IsEmoji) ? dropped : missing).Add(element);
            }
        }

        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new AdText(string.Join(' ', words), [.. dropped.Distinct(StringComparer.Ordinal)], [.. missing.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Spaces, joiners and variation selectors.</summary>
    public static bool NeedsNoGlyph(Rune rune) =>
        Rune.IsWhiteSpace(rune) || rune.Value is 0x200C or 0x200D or 0x200E or 0x200F or (>= 0xFE00 and <= 0xFE0F);

    /// <summary>Characters that can hide text or mean nothing on a picture: controls, tags, stray zero-width spaces.</summary>
    private static bool IsStripped(Rune rune) =>
        (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)) || rune.Value is 0x200B or 0x2060 or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F);

    private static bool IsEmoji(Rune rune) =>
        rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x2300 and <= 0x23FF) or 0x20E3;
}
