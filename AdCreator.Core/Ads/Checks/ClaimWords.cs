using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Brings wording into one form, so that "20 % off", "20% off" and "twenty percent off" are the same words.</summary>
internal static partial class ClaimWords
{
    private static readonly WordTables Tables = ClaimPatterns.Current.Words;

    private static readonly Regex PercentWord = new($@"\s*(?:%|\b(?:{string.Join('|', Tables.Percent)})\b)", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(500));

    private static readonly string CurrencyWords = string.Join('|', Tables.Currencies.Keys.Select(word => char.IsLetter(word[^1]) ? $"{Regex.Escape(word)}(?![a-z])" : Regex.Escape(word)));

    private static readonly Regex Amount = new($@"(?<![a-z])(?<before>{CurrencyWords})\s?~?(?<number>\d+(?:\.\d+)?)|~?(?<number>\d+(?:\.\d+)?)\s?(?<after>{CurrencyWords})", RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(500));

    /// <summary>Lower case without accents, hyphens and punctuation; numbers with a point and no grouping; number words as digits after <c>~</c>; amounts as number, <c>¤</c>, currency.</summary>
    public static string Normalize(string text)
    {
        var plain = WithoutAccents(text.Normalize(NormalizationForm.FormKC)).ToLowerInvariant()
            .Replace("ß", "ss", StringComparison.Ordinal).Replace('’', '\'').Replace('×', 'x');
        plain = Hyphen().Replace(plain, " ");
        plain = Grouping().Replace(plain, m => Separator().Replace(m.Value, ""));
        plain = DecimalNumber().Replace(plain, m => NumberText(m.Value.Replace(',', '.')));
        plain = GluedUnit().Replace(plain, "${number} ${unit}");
        plain = Thousands().Replace(plain, "${number} thousand");
        plain = Noise().Replace(plain, " ");
        plain = NumberWords(plain);
        plain = PercentWord.Replace(plain, "%");
        plain = Amount.Replace(plain, m => $"{m.Groups["number"].Value}¤{Tables.Currencies[m.Groups["before"].Success ? m.Groups["before"].Value : m.Groups["after"].Value]} ");
        plain = Times().Replace(plain, "${number}x");
        return Spaces().Replace(plain, " ").Trim();
    }

    /// <summary>The words of a normalised text that carry meaning: without articles and the like, without endings, without <c>~</c>.</summary>
    public static IReadOnlyList<string> Content(string normalized) =>
        [.. normalized.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Tables.Stop.Contains(word)).Select(Stem).Where(word => word.Length > 0)];

    /// <summary>Whether a word of <see cref="Content"/> holds a number.</summary>
    public static bool IsNumber(string word) => word.Any(char.IsAsciiDigit);

    /// <summary>A word without a usual ending; words of digits stay.</summary>
    public static string Stem(string word)
    {
        word = word.Trim('~', '+', '.', '\'', ':', '/');
        if (IsNumber(word))
        {
            return word;
        }

        if (word.EndsWith("'s", StringComparison.Ordinal))
        {
            word = word[..^2];
        }

        if (Tables.Same.TryGetValue(word, out var same))
        {
            return same;
        }

        var suffix = Tables.Suffixes.FirstOrDefault(s => word.Length - s.Length >= 3 && word.EndsWith(s, StringComparison.Ordinal));
        return suffix is null ? word : word[..^suffix.Length];
    }

    internal static string WithoutAccents(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                kept.Append(character);
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    private static string NumberText(string number) =>
        decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value.ToString("0.############", CultureInfo.InvariantCulture) : number;

    /// <summary>"two hundred" and "10 thousand" as one number; a number that stood in words keeps a mark, for a mood is often told in small ones.</summary>
    private static string NumberWords(string text)
    {
        var kept = new List<string>();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            var (value, length) = NumberAt(words, i);
            if (length == 0)
            {
                kept.Add(words[i]);
                continue;
            }

            kept.Add((length == 1 || !char.IsAsciiDigit(words[i][0]) ? "~" : "") + value.ToString("0.############", CultureInfo.InvariantCulture));
            i += length - 1;
        }

        return string.Join(' ', kept);
    }

    private static (decimal Value, int Length) NumberAt(string[] words, int start)
    {
        decimal total = 0, current = 0;
        var length = 0;
        var hasWord = false;
        for (var i = start; i < words.Length; i++)
        {
            if (i == start && decimal.TryParse(words[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits))
            {
                current = digits;
                length = 1;
                continue;
            }

            if (!Tables.Numbers.TryGetValue(words[i], out var value))
            {
                break;
            }

            (total, current) = value switch
            {
                >= 1000 => (total + (Math.Max(1, current) * value), 0m),
                100 => (total, Math.Max(1, current) * 100),
                _ when i > start && current is > 0 and < 20 => (total, -1m),
                _ => (total, current + value),
            };
            if (current < 0)
            {
                // Two numbers side by side, such as "two three": the first stands alone.
                return (words[start] is var first && Tables.Numbers.TryGetValue(first, out var alone) ? alone : 0, hasWord ? i - start : 0);
            }

            hasWord = true;
            length = i - start + 1;
        }

        return hasWord ? (total + current, length) : (0, 0);
    }

    [GeneratedRegex(@"(?<=[\p{L}\d%])[-‐‑–—](?=[\p{L}\d])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?:[.,' ]\d{3})+(?![\d])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Grouping();

    [GeneratedRegex("[.,' ]", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Separator();

    [GeneratedRegex(@"\d+(?:[.,]\d+)?", RegexOptions.CultureInvariant, 500)]
    private static partial Regex DecimalNumber();

    [GeneratedRegex(@"(?<number>\d)(?<unit>ml|cl|kg|mg|g|oz|lb|cm|mm|km|l|h|min|hrs?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex GluedUnit();

    [GeneratedRegex(@"(?<number>\d)k\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<number>\d) ?x\b(?! ?\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Times();

    /// <summary>Whatever is no letter, no digit and no sign that a claim is made of; a point, a colon and a slash only between digits.</summary>
    [GeneratedRegex(@"[^\p{L}\p{N}\p{Sc}%#+'°.:/¤ ]|(?<!\d)[.:/]|[.:/](?!\d)|(?<![\p{L}])'|'(?![\p{L}])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Spaces();
}
