using System.Text.Json;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Reviews;

/// <summary>How scores become a verdict: weights and thresholds, read from <c>rubric.json</c>.</summary>
/// <param name="Weights">Each criterion's weight in the mean.</param>
/// <param name="ApprovedFrom">Mean from which an ad is approved.</param>
/// <param name="FlaggedFrom">Mean from which it is flagged; below, it is rejected.</param>
/// <param name="RejectedOutrightBelow">Score below which one of <paramref name="OutrightCriteria"/> rejects alone.</param>
/// <param name="OutrightCriteria">Criteria that no mean can make good.</param>
public sealed record Rubric(
    IReadOnlyDictionary<string, double> Weights,
    double ApprovedFrom,
    double FlaggedFrom,
    double RejectedOutrightBelow,
    IReadOnlyList<string> OutrightCriteria)
{
    /// <summary>The rubric in force.</summary>
    public static Rubric Current { get; } = JsonSerializer.Deserialize<Rubric>(PromptFile.Read("Reviews/rubric.json"), JsonColumn.Options)!;

    /// <summary>The weighted mean, 0 to 10, to two decimals.</summary>
    public double Mean(IReadOnlyList<CriterionScore> scores) =>
        Math.Round(scores.Sum(s => s.Score * Weights[s.Criterion]) / scores.Sum(s => Weights[s.Criterion]), 2);

    /// <summary>The verdict for these scores.</summary>
    public ReviewVerdict Judge(IReadOnlyList<CriterionScore> scores)
    {
        if (scores.Any(s => OutrightCriteria.Contains(s.Criterion) && s.Score < RejectedOutrightBelow))
        {
            return ReviewVerdict.Rejected;
        }

        var mean = Mean(scores);
        return mean >= ApprovedFrom ? ReviewVerdict.Approved : mean >= FlaggedFrom ? ReviewVerdict.Flagged : ReviewVerdict.Rejected;
    }
}
