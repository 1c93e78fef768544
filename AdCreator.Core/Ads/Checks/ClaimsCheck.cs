using System.Globalization;
using System.Text.RegularExpressions;
using AdCreator.Core.Brands.Claims;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Finds what an ad's words promise, and whether the ledger approves it.</summary>
/// <remarks>
/// It knows wordings, not meanings: a claim in words that no pattern knows passes unseen. Figures of how often stand in docs/checks.md.
/// </remarks>
public static partial class ClaimsCheck
{
    /// <summary>Stable word of this check.</summary>
    public const string Name = "claims";

    private const int MaxQuotes = 3;

    private const int SmallCount = 12;

    /// <summary>Blocks an ad that says what is not approved, or not any more; Failed where a person must look; NotVerified for text too odd to read.</summary>
    /// <param name="texts">Headline, offer line and every copy field; blank ones are passed over.</param>
    /// <param name="claims">The ledger's, expired ones too: they give a better reason.</param>
    /// <param name="facts">What is true of the product anyway.</param>
    /// <param name="today">In the organization's time zone.</param>
    public static CheckResult Run(IEnumerable<string> texts, IReadOnlyList<ApprovedClaim> claims, ClaimFacts facts, DateOnly today)
    {
        try
        {
            var findings = texts.SelectMany(text => Find(text, claims, facts, today)).ToList();
            var state = findings.Select(f => f.State).DefaultIfEmpty(CheckState.Passed).Max();
            return new CheckResult(Name, state, WordsOf(findings.Where(f => f.State == state).Select(f => f.Text).Distinct().ToList(), state, findings.Count));
        }
        catch (RegexMatchTimeoutException)
        {
            return new CheckResult(Name, CheckState.NotVerified, "The words could not be checked for claims: shorten the longest text and look again.");
        }
    }

    /// <summary>What each sentence of a text claims: its worst finding, or what approves it; sentences that claim nothing give none.</summary>
    /// <exception cref="RegexMatchTimeoutException">The text is too odd to read in time.</exception>
    public static IReadOnlyList<ClaimFinding> Find(string text, IReadOnlyList<ApprovedClaim> claims, ClaimFacts facts, DateOnly today)
    {
        var grounds = new ClaimGrounds(claims, facts, today, ClaimWords.Content(ClaimWords.Normalize(text)));
        return [.. SentenceEnd().Split(text).Select(s => s.Trim()).Where(s => s.Length > 0).SelectMany(sentence => FindIn(sentence, grounds))];
    }

    private static IEnumerable<ClaimFinding> FindIn(string sentence, ClaimGrounds grounds)
    {
        var normalized = ClaimWords.Normalize(sentence);
        var patterns = ClaimPatterns.Current;
        var read = new bool[normalized.Length];
        foreach (var match in patterns.Ignored.Concat(patterns.Counts).SelectMany(p => p.Matches(normalized)))
        {
            Array.Fill(read, true, match.Index, match.Length);
        }

        var findings = new List<ClaimFinding>();
        foreach (var kind in patterns.Kinds)
        {
            var matches = kind.Patterns.SelectMany(p => p.Matches(normalized)).Where(m => m.Length > 0).ToList();
            matches.ForEach(m => Array.Fill(read, true, m.Index, m.Length));
            findings.AddRange(matches.Select(m => grounds.Judge(kind, sentence, m.Value)));
        }

        if (patterns.Counts.Any(p => p.IsMatch(normalized)))
        {
            findings.Add(new ClaimFinding("count", sentence, CheckState.Failed, $"“{sentence}” announces a number of things: check that the ad delivers as many.", null));
        }

        findings.AddRange(Number().Matches(normalized).Where(m => !read[m.Index]).Select(m => JudgeNumber(m, sentence, grounds)).OfType<ClaimFinding>());

        if (findings.Count == 0)
        {
            return findings;
        }

        // Several patterns may see one claim: the worst verdict stands for the sentence, a reason that names approved words before one that does not.
        var worst = findings.Max(f => f.State);
        var standing = findings.Where(f => f.State == worst).OrderBy(f => f.Approved is null ? 1 : 0).ToList();
        return worst == CheckState.Passed ? standing.DistinctBy(f => f.Approved) : standing.Take(1);
    }

    private static ClaimFinding? JudgeNumber(Match number, string sentence, ClaimGrounds grounds)
    {
        string[] readings = [$"{number.Value} {number.Groups["after"].Value}", $"{number.Groups["before"].Value} {number.Value}"];
        if (readings.Any(grounds.Approves))
        {
            return null;
        }

        return int.TryParse(number.Groups["number"].Value, CultureInfo.InvariantCulture, out var value) && value <= SmallCount
            ? new ClaimFinding("count", sentence, CheckState.Failed, $"“{sentence}” names a number: check that it is true.", null)
            : new ClaimFinding("figure", sentence, CheckState.Blocked, $"“{sentence}” states a figure; no claim approves it: {ClaimGrounds.Remedy}", null);
    }

    private static string WordsOf(List<string> texts, CheckState state, int count)
    {
        if (state == CheckState.Passed)
        {
            return count == 0 ? "The words claim nothing that needs approval." : "Every claim is approved.";
        }

        var shown = string.Join(' ', texts.Take(MaxQuotes));
        return texts.Count > MaxQuotes ? $"{shown} {texts.Count - MaxQuotes} more." : shown;
    }

    /// <summary>After a full stop, but not within "No. 1" and "4.50".</summary>
    [GeneratedRegex(@"(?<=[.!?…])(?<!\b(?:[Nn]o|[Nn]r|[Nn])\.)\s+|\n+", RegexOptions.CultureInvariant, 500)]
    private static partial Regex SentenceEnd();

    /// <summary>A number in digits, or one above hundred in words ("a thousand mornings" is a mood), with the words beside it.</summary>
    [GeneratedRegex(@"(?:(?<=(?:^|(?<before>\S+) ))(?<number>\d+(?:\.\d+)?)|(?<=(?:^|(?<before>\S+) )~)(?<number>(?!(?:100|1000|1000000)\b)\d{3,}))(?![\d¤%])\S*(?= (?<after>\S+)|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex Number();
}
