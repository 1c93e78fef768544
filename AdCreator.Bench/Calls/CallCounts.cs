using System.Globalization;
using AdCreator.Core.Gemini;

namespace AdCreator.Bench.Calls;

/// <summary>What became of calls, as their callers saw it.</summary>
/// <param name="Answered">Calls that brought an answer.</param>
/// <param name="Refused">Calls that a limit refused.</param>
/// <param name="Unsent">Calls that could not be metered, and whose caller was told that nothing was sent and nothing was billed.</param>
/// <param name="Other">Calls that ended in any other way.</param>
/// <param name="LongestUnsentMs">The longest that a caller waited for the words that nothing was sent, milliseconds.</param>
internal sealed record CallCounts(int Answered, int Refused, int Unsent, int Other, int LongestUnsentMs)
{
    private const string Word = "called";

    public static CallCounts None { get; } = new(0, 0, 0, 0, 0);

    public int Calls => Answered + Refused + Unsent + Other;

    public static CallCounts Of(GeminiResult<string> result, TimeSpan took) => result switch
    {
        GeminiResult<string>.Generated => None with { Answered = 1 },
        GeminiResult<string>.OverBudget => None with { Refused = 1 },
        GeminiResult<string>.Failed failed when failed.Explanation.Contains("Nothing was sent and nothing was billed", StringComparison.Ordinal) =>
            None with { Unsent = 1, LongestUnsentMs = (int)took.TotalMilliseconds },
        _ => None with { Other = 1 },
    };

    public static CallCounts Sum(IEnumerable<CallCounts> counts) => counts.Aggregate(None, (a, b) => new(
        a.Answered + b.Answered, a.Refused + b.Refused, a.Unsent + b.Unsent, a.Other + b.Other, Math.Max(a.LongestUnsentMs, b.LongestUnsentMs)));

    /// <summary>As one process tells it another.</summary>
    public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Word} {Answered} {Refused} {Unsent} {Other} {LongestUnsentMs}");

    /// <summary>Null for a line that says something else.</summary>
    public static CallCounts? Parse(string line) => line.Split(' ') is [Word, .. { Length: 5 } numbers]
        && Array.ConvertAll(numbers, n => int.Parse(n, CultureInfo.InvariantCulture)) is [var answered, var refused, var unsent, var other, var longest]
            ? new(answered, refused, unsent, other, longest)
            : null;
}
