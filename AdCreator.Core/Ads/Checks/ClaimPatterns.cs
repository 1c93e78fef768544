using System.Text.Json;
using System.Text.RegularExpressions;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Checks;

/// <summary>How claims are worded in English, German, French, Spanish and Italian, read from <c>claim-patterns.json</c>.</summary>
/// <remarks>Patterns stand for text as <see cref="ClaimWords.Normalize"/> leaves it; <c>{n}</c> and the like are its macros.</remarks>
internal sealed class ClaimPatterns
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, string> macros;

    private ClaimPatterns(Data data)
    {
        macros = data.Macros;
        Words = new WordTables(
            data.NumberWords,
            data.PercentWords,
            data.Currencies.SelectMany(c => c.Value.Select(word => (Word: word, Code: c.Key))).OrderByDescending(c => c.Word.Length).ToDictionary(c => c.Word, c => c.Code, StringComparer.Ordinal),
            data.SameWords.SelectMany(s => s.Value.Select(word => (Word: word, Same: s.Key))).ToDictionary(s => s.Word, s => s.Same, StringComparer.Ordinal),
            [.. data.Suffixes],
            data.StopWords.ToHashSet(StringComparer.Ordinal));
        Kinds = [.. data.Kinds.Select(k => new PatternKind(k.Kind, k.Words, [.. k.Patterns.Select(Compile)]))];
        Counts = [.. data.Counts.Select(Compile)];
        Ignored = [.. data.Ignored.Select(Compile)];
    }

    /// <summary>The patterns in force.</summary>
    public static ClaimPatterns Current { get; } = new(JsonSerializer.Deserialize<Data>(PromptFile.Read("Checks/claim-patterns.json"), JsonColumn.Options)!);

    public WordTables Words { get; }

    public IReadOnlyList<PatternKind> Kinds { get; }

    /// <summary>Headlines that announce a number of things, such as "3 reasons".</summary>
    public IReadOnlyList<Regex> Counts { get; }

    /// <summary>Numbers that claim nothing, such as a time of day.</summary>
    public IReadOnlyList<Regex> Ignored { get; }

    private Regex Compile(string pattern)
    {
        // A macro may use another one: two rounds are as deep as the file goes.
        for (var round = 0; round < 2; round++)
        {
            pattern = macros.Aggregate(pattern, (text, macro) => text.Replace($"{{{macro.Key}}}", macro.Key is "n" or "money" ? macro.Value : $"(?:{macro.Value})", StringComparison.Ordinal));
        }

        return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
    }

    private sealed record Data(
        Dictionary<string, long> NumberWords,
        IReadOnlyList<string> PercentWords,
        Dictionary<string, string[]> Currencies,
        Dictionary<string, string[]> SameWords,
        IReadOnlyList<string> Suffixes,
        IReadOnlyList<string> StopWords,
        Dictionary<string, string> Macros,
        IReadOnlyList<string> Ignored,
        IReadOnlyList<string> Counts,
        IReadOnlyList<KindData> Kinds);

    private sealed record KindData(string Kind, string Words, IReadOnlyList<string> Patterns);
}

/// <summary>One kind of claim.</summary>
/// <param name="Kind">Stable word, such as <c>discount</c>.</param>
/// <param name="Words">What a text of that kind does, for people, such as "names a price".</param>
internal sealed record PatternKind(string Kind, string Words, IReadOnlyList<Regex> Patterns);

/// <summary>Words that mean numbers, percent, money or one another.</summary>
internal sealed record WordTables(
    IReadOnlyDictionary<string, long> Numbers,
    IReadOnlyList<string> Percent,
    IReadOnlyDictionary<string, string> Currencies,
    IReadOnlyDictionary<string, string> Same,
    IReadOnlyList<string> Suffixes,
    IReadOnlySet<string> Stop);
