using System.Text.Json;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Endings, forms of address and words of one meaning, read from <c>check-words.json</c>.</summary>
internal sealed record CheckWords(
    IReadOnlyList<string> Endings,
    HashSet<string> SecondPerson,
    HashSet<string> EmptyWords,
    IReadOnlyList<HashSet<string>> SameAudience)
{
    /// <summary>The words in force.</summary>
    public static CheckWords Current { get; } = JsonSerializer.Deserialize<CheckWords>(PromptFile.Read("Checks/check-words.json"), JsonColumn.Options)!;

    /// <summary>The words of a text in lower case, without accents and punctuation; hyphens part words.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var plain = ClaimWords.WithoutAccents(text).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Replace('’', '\'').Replace("'s", "", StringComparison.Ordinal);
        return new string([.. plain.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Whether a word is another one, or that with a usual ending.</summary>
    public bool IsInflected(string said, string word) =>
        said == word || HasEnding(said, word) || (word.Length > 4 && word[^1] is ('e' or 'y') && HasEnding(said, word[..^1]));

    /// <summary>Whether two words are the same but for a usual ending.</summary>
    public bool IsFormOf(string said, string word) => IsInflected(said, word) || IsInflected(word, said);

    private bool HasEnding(string longer, string shorter) =>
        shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal) && Endings.Contains(longer[shorter.Length..]);
}
