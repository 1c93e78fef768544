using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Ads.Export;

/// <summary>Names of exported files by a team's pattern: valid on every system, short, and unique in their folder.</summary>
/// <remarks>
/// Windows refuses some names and characters, and counts 260 characters of a whole path; Linux counts 255 bytes a name. A
/// name of at most <see cref="MaxLength"/> letters and <see cref="MaxBytes"/> bytes fits both, with room for a folder.
/// </remarks>
public static partial class ExportFileNames
{
    /// <summary>Most UTF-16 characters of a name, its ending not counted.</summary>
    public const int MaxLength = 120;

    /// <summary>Most UTF-8 bytes of a name, its ending not counted.</summary>
    public const int MaxBytes = 200;

    private const int MaxPartLength = 60;

    /// <summary>Words that a pattern may have in braces; others become empty.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["brand", "product", "ad", "placement", "platform", "ratio", "size", "version", "headline", "concept", "language", "date"];

    /// <summary>The name of one file without its ending, never empty.</summary>
    /// <param name="pattern">Such as <c>{brand}_{product}_{ad}</c>.</param>
    /// <param name="values">Value of each word; it may hold anything.</param>
    public static string Of(string pattern, IReadOnlyDictionary<string, string> values)
    {
        var filled = Word().Replace(pattern, match => Part(values.GetValueOrDefault(match.Groups["word"].Value.ToLowerInvariant(), "")));
        var name = Cut(Doubled().Replace(Clean(filled, "-_."), "$1").Trim('-', '_', '.'), MaxLength, MaxBytes);
        return name.Length == 0 ? "file" : IsReserved(name) ? $"file-{name}" : name;
    }

    /// <summary>The name, or the name with <c>-2</c>, <c>-3</c> and so on where it is taken.</summary>
    /// <param name="taken">Names so far, compared without case: the name is added.</param>
    public static string Unique(string name, ISet<string> taken)
    {
        var unique = name;
        for (var i = 2; !taken.Add(unique); i++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"-{i}");
            unique = Cut(name, MaxLength - ending.Length, MaxBytes - ending.Length) + ending;
        }

        return unique;
    }

    /// <summary>Letters and digits of any script in lower case; everything else becomes one hyphen.</summary>
    public static string Part(string text) => Cut(Clean(text, "-"), MaxPartLength, MaxBytes).Trim('-');

    private static string Clean(string text, string kept)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune))
            {
                clean.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.IsAscii && kept.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                clean.Append((char)rune.Value);
            }
            else if (clean.Length > 0 && clean[^1] != '-')
            {
                clean.Append('-');
            }

            // Whatever follows would be cut off anyway.
            if (clean.Length > 4 * MaxLength)
            {
                break;
            }
        }

        return clean.ToString();
    }

    /// <summary>Vowel signs of Hindi or Arabic are part of their letters.</summary>
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Cut(string text, int length, int bytes)
    {
        var cut = new StringBuilder();
        var size = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            size += rune.Utf8SequenceLength;
            if (cut.Length + rune.Utf16SequenceLength > length || size > bytes)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString().TrimEnd('-', '_', '.');
    }

    /// <summary>Device names of Windows, which no file may have, whatever its ending.</summary>
    private static bool IsReserved(string name) => Device().IsMatch(name);

    [GeneratedRegex(@"\{(?<word>[^{}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("([-_.])[-_.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Doubled();

    [GeneratedRegex(@"^(con|prn|aux|nul|conin|conout|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Device();
}
