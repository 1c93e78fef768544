using System.Globalization;
using AdCreator.Core.Ads.Approvals;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Web.Components.Shared;

namespace AdCreator.Web.Components.Ads;

/// <summary>The words for states of ads, one place for every page.</summary>
public static class AdWords
{
    /// <summary>The stage as people read it.</summary>
    public static string Of(AdStage stage) => stage switch
    {
        AdStage.Queued => "Queued",
        AdStage.UnderstandingReference => "Understanding reference",
        AdStage.WritingHook => "Writing hook",
        AdStage.Drawing => "Drawing",
        AdStage.AddingText => "Adding text",
        AdStage.Checking => "Making sizes",
        AdStage.Reviewing => "Reviewing",
        AdStage.Done => "Done",
        AdStage.Failed => "Failed",
        AdStage.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Unknown stage."),
    };

    /// <summary>The review's outcome in words, with its score.</summary>
    public static string Of(Review review) => review switch
    {
        { State: ReviewState.Failed } => "Review failed",
        { Verdict: ReviewVerdict.Approved } => Scored("Looks good", review.Score),
        { Verdict: ReviewVerdict.Flagged } => Scored("Check it", review.Score),
        { Verdict: ReviewVerdict.Rejected } => Scored("Not good", review.Score),
        _ => "No verdict",
    };

    /// <summary>The colour of the review's outcome.</summary>
    public static StatusTone ToneOf(Review review) => review switch
    {
        { State: ReviewState.Failed } => StatusTone.Warning,
        { Verdict: ReviewVerdict.Approved } => StatusTone.Good,
        { Verdict: ReviewVerdict.Rejected } => StatusTone.Bad,
        _ => StatusTone.Warning,
    };

    /// <summary>Rubric keys as people read them: <c>product_accuracy</c> is "Product accuracy".</summary>
    public static string OfCriterion(string key)
    {
        var words = key.Replace('_', ' ').Trim();
        return words.Length == 0 ? "Criterion" : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..];
    }

    /// <summary>The price of an order: "at most $1.10, usually $0.84", with "demo, not billed" where that is so.</summary>
    public static string Of(Quote quote)
    {
        var culture = CultureInfo.CurrentCulture;
        var words = (quote.AtMostUsd, quote.UsuallyUsd) switch
        {
            ({ } most, { } usual) => $"at most {MoneyText.Of(most, culture)}, usually {MoneyText.Of(usual, culture)}",
            ({ } most, null) => $"at most {MoneyText.Of(most, culture)}",
            _ => "price unknown",
        };
        return quote.IsDemo ? $"{words} (demo, not billed)" : words;
    }

    /// <summary>Where a set stands.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "Running",
        RunStatus.Finished => "Finished",
        RunStatus.NeedsAttention => "Needs attention",
        RunStatus.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    /// <summary>The colour of where a set stands.</summary>
    public static StatusTone ToneOf(RunStatus status) => status switch
    {
        RunStatus.Running => StatusTone.Progress,
        RunStatus.Finished => StatusTone.Good,
        RunStatus.NeedsAttention => StatusTone.Warning,
        _ => StatusTone.Neutral,
    };

    /// <summary>Why an ad was not approved, for people; null when it was.</summary>
    public static string? Of(ApproveResult result) => result switch
    {
        ApproveResult.Approved => null,
        ApproveResult.NotFound => "This ad is not there any more.",
        ApproveResult.NotAllowed refused => refused.Reason,
        ApproveResult.Busy busy => busy.Reason,
        ApproveResult.FileFault fault => fault.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "Unknown result."),
    };

    /// <summary>Why an ad was not changed, for people; null when it is or will be.</summary>
    public static string? Of(EditResult result) => result switch
    {
        EditResult.Accepted => null,
        EditResult.NotFound => "This ad or version is not there any more.",
        EditResult.Busy busy => busy.Reason,
        EditResult.Invalid invalid => invalid.Message,
        EditResult.Refused refused => $"{refused.Reason} {refused.Remedy}",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "Unknown result."),
    };

    /// <summary>Minutes and seconds, such as 1:05.</summary>
    public static string Elapsed(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Max(0, time.TotalMinutes)}:{Math.Max(0, time.Seconds):00}");

    private static string Scored(string word, double? score) =>
        score is { } points ? string.Create(CultureInfo.CurrentCulture, $"{word} · {points:0.0}") : word;
}
