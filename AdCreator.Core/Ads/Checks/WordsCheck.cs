namespace AdCreator.Core.Ads.Checks;

/// <summary>Finds words that the brand never uses.</summary>
public static class WordsCheck
{
    /// <summary>Stable word of this check.</summary>
    public const string Name = "words";

    /// <summary>Blocks an ad that contains a word to avoid, whatever its case, accents and usual endings; parts of other words do not count.</summary>
    /// <param name="texts">Headline, offer line and every copy field.</param>
    /// <param name="wordsToAvoid">Words or short phrases, as the brand kit has them.</param>
    public static CheckResult Run(IEnumerable<string> texts, IReadOnlyList<string> wordsToAvoid)
    {
        if (wordsToAvoid.Count == 0)
        {
            return new CheckResult(Name, CheckState.Passed, "The brand names no words to avoid.");
        }

        var said = texts.Select(CheckWords.Of).ToList();
        var found = wordsToAvoid.Where(word => said.Exists(text => Contains(text, CheckWords.Of(word)))).ToList();
        return found.Count == 0
            ? new CheckResult(Name, CheckState.Passed, "No word that the brand avoids.")
            : new CheckResult(Name, CheckState.Blocked, $"The brand avoids {string.Join(", ", found.Select(w => $"“{w}”"))}: say it in other words.");
    }

    private static bool Contains(IReadOnlyList<string> text, IReadOnlyList<string> phrase) =>
        phrase.Count > 0 && Enumerable.Range(0, Math.Max(0, text.Count - phrase.Count + 1)).Any(start =>
            Enumerable.Range(0, phrase.Count).All(i => i == phrase.Count - 1
                ? CheckWords.Current.IsInflected(text[start + i], phrase[i])
                : text[start + i] == phrase[i]));
}
