using System.Globalization;
using System.Text;

namespace AdCreator.Core.Ads.Hooks;

/// <summary>How alike two hooks are, by their words and their letters.</summary>
/// <remarks>
/// The mean of two Dice coefficients: of the stems of content words, and of their letter trigrams. Order, accents,
/// punctuation, filler words and the names of brand and product do not count. On the examples of the tests,
/// rephrasings of one line reach 0.70 and more, and different lines stay below 0.55.
/// </remarks>
public static class HookSimilarity
{
    /// <summary>From here on two hooks are said to be alike.</summary>
    public const double Threshold = 0.60;

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "with", "from", "by", "is", "are", "was", "were", "be", "it", "its", "this",
        "that", "these", "your", "you", "we", "our", "my", "i", "as", "so", "no", "not", "than", "then", "too", "very", "just", "more", "most", "all", "every",
        "any", "even", "only", "what", "which", "who", "how", "why", "when", "if", "do", "does", "did", "has", "have", "had", "can", "will", "would", "without",
    };

    private static readonly string[] Endings = ["ing", "ed", "es", "ly", "s"];

    /// <summary>0 for nothing in common, 1 for the same words.</summary>
    /// <param name="first">A hook's text.</param>
    /// <param name="second">Another one's.</param>
    /// <param name="names">Names that hooks of one product share anyway: its own and its brand's.</param>
    public static double Between(string first, string second, params IReadOnlyList<string> names) => Between(PrintOf(first, names), PrintOf(second, names));

    /// <summary>The same for prints, which are taken once where many hooks are compared.</summary>
    internal static double Between(Print first, Print second) => (Dice(first.Stems, second.Stems) + Dice(first.Trigrams, second.Trigrams)) / 2;

    /// <summary>What of a text counts.</summary>
    internal static Print PrintOf(string text, IReadOnlyList<string> names)
    {
        var stems = StemsOf(text, names);
        return new Print(stems.ToHashSet(StringComparer.Ordinal), TrigramsOf(stems));
    }

    private static double Dice(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static List<string> StemsOf(string text, IReadOnlyList<string> names)
    {
        var words = WordsOf(text);
        var rest = names.Select(WordsOf).Where(n => n.Count > 0).Aggregate(words, Without);
        var kept = rest.Count == 0 ? words : rest;
        var content = kept.FindAll(w => !Fillers.Contains(w));
        return (content.Count == 0 ? kept : content).ConvertAll(Stem);
    }

    /// <summary>The words without each place where the name stands whole: "calm" alone is no mention of Morning Calm.</summary>
    private static List<string> Without(List<string> words, List<string> name)
    {
        var rest = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            if (i + name.Count <= words.Count && words.GetRange(i, name.Count).SequenceEqual(name, StringComparer.Ordinal))
            {
                i += name.Count - 1;
                continue;
            }

            rest.Add(words[i]);
        }

        return rest;
    }

    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || rune.Value is '\'' or '’')
            {
                continue;
            }

            var isLetter = Rune.IsLetterOrDigit(rune);
            if ((!isLetter || StandsAlone(rune)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (isLetter)
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>Scripts that put no space between words: each sign counts as one.</summary>
    private static bool StandsAlone(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x3040 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Ending after ending, so that "mornings" and "morning" come out the same.</summary>
    private static string Stem(string word)
    {
        while (Array.Find(Endings, e => word.Length - e.Length >= 3 && word.EndsWith(e, StringComparison.Ordinal)) is { } ending)
        {
            word = word[..^ending.Length];
        }

        return word;
    }

    private static HashSet<string> TrigramsOf(List<string> stems)
    {
        var text = $" {string.Join(' ', stems)} ";
        return [.. Enumerable.Range(0, Math.Max(0, text.Length - 2)).Select(i => text.Substring(i, 3))];
    }

    internal sealed record Print(HashSet<string> Stems, HashSet<string> Trigrams);
}
