using System.Text;

namespace AdCreator.Core.Gemini;

/// <summary>Removes characters that a person cannot see but a model reads.</summary>
public static class PromptText
{
    private enum Role
    {
        Hidden,
        Gap,
        Visible,
        Joiner,
        Selector,
    }

    /// <summary>The text without hidden characters, in the same words; line ends become line feeds.</summary>
    /// <remarks>
    /// Removed: tag characters (U+E0000 to U+E007F), zero-width space U+200B, word joiner U+2060, byte order mark,
    /// direction overrides, control characters other than tab and line feed, lone surrogates. The joiners U+200C and
    /// U+200D and one variation selector stay behind a visible character, because Persian, Indic scripts and emoji are
    /// spelled with them; a run of them, which could carry a message, does not.
    /// </remarks>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var before = Role.Gap;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            var role = RoleOf(rune);
            var isKept = role switch
            {
                Role.Visible or Role.Gap => true,
                Role.Joiner => before is Role.Visible or Role.Selector,
                Role.Selector => before is Role.Visible,
                _ => false,
            };
            if (isKept)
            {
                clean.Append(rune);
                before = role;
            }
        }

        return clean.ToString();
    }

    private static Role RoleOf(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => Role.Gap,
        0x200C or 0x200D => Role.Joiner,
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => Role.Selector,
        (>= 0xE0000 and <= 0xE007F) or 0x200B or 0x2060 or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => Role.Hidden,
        _ when rune == Rune.ReplacementChar || Rune.IsControl(rune) => Role.Hidden,
        _ when Rune.IsWhiteSpace(rune) => Role.Gap,
        _ => Role.Visible,
    };
}
