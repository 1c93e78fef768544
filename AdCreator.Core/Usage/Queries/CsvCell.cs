using System.Buffers;

namespace AdCreator.Core.Usage.Queries;

/// <summary>Writes text so that a spreadsheet reads it as text: quoted by RFC 4180, and never as a formula.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>The cell for any text; a leading <c>= + - @</c>, tab, line break or NUL gets an apostrophe, also after spaces and in full-width form.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = StartsFormula(text) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static bool StartsFormula(string text)
    {
        foreach (var letter in text)
        {
            if (letter is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠')
            {
                return true;
            }

            if (!char.IsWhiteSpace(letter) && letter != '\uFEFF' && letter != '\u200B')
            {
                return false;
            }
        }

        return false;
    }
}
