using System.Globalization;
using System.Text;

namespace AdCreator.Core.Brands;

/// <summary>Makes typed text safe to store, show and send: every script and emoji stays, invisible tricks go.</summary>
public static class PlainText
{
    /// <summary>One line: line breaks and tabs become spaces, runs of spaces become one.</summary>
    public static string Line(string? text) =>
        string.Join(' ', Clean(text, keepBreaks: false).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several lines: line breaks stay as <c>\n</c>.</summary>
    public static string Lines(string? text) => Clean(text, keepBreaks: true).Trim();

    private static string Clean(string? text, bool keepBreaks)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (keepBreaks && rune.Value == '\n')
            {
                kept.Append('\n');
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                kept.Append(' ');
            }
            else if (!IsHidden(rune))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Control characters, tag characters (they can carry hidden instructions to a model), zero-width space, word joiner,
    /// byte order mark and the overrides of writing direction. Joiners and variation selectors stay: emoji and Persian need them.
    /// </summary>
    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        0x200B or 0x2060 or 0xFEFF or 0xFFFD => true,
        >= 0x202A and <= 0x202E => true,
        >= 0xE0000 and <= 0xE007F => true,
        _ => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control,
    };
}
