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

    /// <summary>The weighted mean as it is shown: 0 to 10, one decimal, rounded down so that it never seems to reach a threshold that it missed.</summary>
    public double Mean(IReadOnlyList<CriterionScore> scores) => (double)(Math.Floor(WholeMean(scores) * 10) / 10);

    /// <summary>The verdict for these scores.</summary>
    public ReviewVerdict Judge(IReadOnlyList<CriterionScore> scores)
    {
        if (scores.Any(s => OutrightCriteria.Contains(s.Criterion) && s.Score < RejectedOutrightBelow))
        {
            return ReviewVerdict.Rejected;
        }

        var mean = WholeMean(scores);
        return mean >= (decimal)ApprovedFrom ? ReviewVerdict.Approved : mean >= (decimal)FlaggedFrom ? ReviewVerdict.Flagged : ReviewVerdict.Rejected;
    }

    /// <summary>Decimal, because seven times 7.1 by seven is 7.1 there.</summary>
    private decimal WholeMean(IReadOnlyList<CriterionScore> scores) =>
        scores.Sum(s => (decimal)s.Score * (decimal)Weights[s.Criterion]) / scores.Sum(s => (decimal)Weights[s.Criterion]);
}
