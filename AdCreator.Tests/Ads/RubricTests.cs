using AdCreator.Core.Ads.Reviews;
using Xunit;

namespace AdCreator.Tests.Ads;

/// <summary>A verdict follows from the whole mean, and the score that is shown agrees with it.</summary>
public sealed class RubricTests
{
    [Theory]
    [InlineData(7, 6.92, ReviewVerdict.Flagged, 6.9)]
    [InlineData(7, 7, ReviewVerdict.Approved, 7)]
    [InlineData(7.1, 7.1, ReviewVerdict.Approved, 7.1)]
    [InlineData(5, 4.98, ReviewVerdict.Rejected, 4.9)]
    [InlineData(5, 5, ReviewVerdict.Flagged, 5)]
    public void No_rounding_lifts_a_score_over_a_threshold(double others, double fit, ReviewVerdict verdict, double shown)
    {
        var scores = Rubric.Current.Weights.Keys.Select(key => new CriterionScore(key, key == "fit" ? fit : others, "Seen.")).ToList();

        Assert.Equal(verdict, Rubric.Current.Judge(scores));
        Assert.Equal(shown, Rubric.Current.Mean(scores));
    }
}
