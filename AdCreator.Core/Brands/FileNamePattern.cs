using System.Text;
using System.Text.RegularExpressions;

namespace AdCreator.Core.Brands;

/// <summary>How exported files are named: words in braces are filled in.</summary>
public static partial class FileNamePattern
{
    /// <summary>Characters that a pattern may have.</summary>
    public const int MaxLength = 120;

    private const int MaxPartLength = 40;

    /// <summary>Words that may stand in braces, with what they become.</summary>
    public static IReadOnlyList<FileNameWord> Words { get; } =
    [
        new("brand", "The brand's name", "northwind-tea"),
        new("product", "The product's name", "morning-calm"),
        new("ad", "The ad's number in its set", "ad-03"),
        new("placement", "Where it is shown", "meta-feed-4x5"),
        new("platform", "Whose place that is", "meta"),
        new("ratio", "Width to height", "4x5"),
        new("version", "Version of the ad", "v2"),
        new("market", "Language of the words", "en"),
        new("date", "Day of the export", "20261126"),
    ];

    /// <summary>What is wrong with a pattern and what would be right; null when it can be used.</summary>
    public static string? FindProblem(string pattern)
    {
        if (pattern.Length is 0 or > MaxLength)
        {
            return pattern.Length == 0 ? "File names need a pattern, such as {brand}_{product}_{ad}_{placement}." : $"The pattern can have at most {MaxLength} characters; this has {pattern.Length}.";
        }

        var names = Braced().Matches(pattern).Select(m => m.Groups["word"].Value).ToList();
        if (names.Find(name => Words.All(w => w.Word != name)) is { } unknown)
        {
            return $"“{{{unknown}}}” is not a word that can be filled in. These can: {string.Join(", ", Words.Select(w => $"{{{w.Word}}}"))}.";
        }

        var between = Braced().Replace(pattern, "");
        if (between.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            return "A brace is open or stands alone: write each word as {word}.";
        }

        if (between.FirstOrDefault(c => !char.IsLetterOrDigit(c) && c is not ('-' or '_' or '.' or ' ')) is not '\0' and var odd)
        {
            return $"“{odd}” cannot stand in a file name: use letters, digits, hyphens, underscores and dots.";
        }

        return names.Contains("ad") ? null : "The pattern needs {ad}: without it two ads of a set would have one name.";
    }

    /// <summary>A name without its ending: valid on every system, lower case, never empty.</summary>
    /// <param name="pattern">One without problems; words without a value become nothing.</param>
    /// <param name="values">Values by word, as people wrote them.</param>
    public static string Fill(string pattern, IReadOnlyDictionary<string, string> values)
    {
        var name = Braced().Replace(pattern, m => Part(values.GetValueOrDefault(m.Groups["word"].Value, "")));
        name = Doubled().Replace(name.Replace(' ', '-'), m => m.Value[..1]).Trim('-', '_', '.', ' ');
        return name.Length == 0 ? "ad" : name;
    }

    /// <summary>How a name would look.</summary>
    public static string Example(string pattern, string brandName) =>
        Fill(pattern, Words.ToDictionary(w => w.Word, w => w.Word == "brand" && brandName.Length > 0 ? brandName : w.Example, StringComparer.Ordinal)) + ".jpg";

    /// <summary>Letters and digits of any script in lower case; everything else becomes one hyphen.</summary>
    private static string Part(string value)
    {
        var part = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (part.Length >= MaxPartLength)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                part.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (part.Length > 0 && part[^1] != '-')
            {
                part.Append('-');
            }
        }

        return part.ToString().Trim('-');
    }

    [GeneratedRegex(@"\{(?<word>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Braced();

    /// <summary>Where a word was empty, its neighbours meet.</summary>
    [GeneratedRegex("[-_.]{2,}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Doubled();
}

/// <summary>A word that stands in braces.</summary>
/// <param name="Meaning">For people.</param>
/// <param name="Example">What it may become.</param>
public sealed record FileNameWord(string Word, string Meaning, string Example);
