using System.Globalization;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Ads.Runs;
using AdCreator.Core.Ads.Versions;
using AdCreator.Web.Components.Shared;
using MudBlazor;

namespace AdCreator.Web.Components.Ads.Reviewing;

/// <summary>The words of the review page: states of checks, versions and ads.</summary>
public static class ReviewWords
{
    private static readonly Dictionary<string, string> CheckNames = new(StringComparer.Ordinal)
    {
        ["fidelity"] = "Product like your photo",
        ["contrast"] = "Contrast of the text",
        ["safe_zone"] = "Safe zone",
        ["claims"] = "Claims",
        ["file_size"] = "File size",
        ["size"] = "Size and shape",
        ["room"] = "Room for the words",
        ["enlarged"] = "Sharpness",
        ["duplicate"] = "Different from the others",
        ["product"] = "Product whole and free",
        [FileChecks.OwnPicture] = "Picture of its own",
        ["colors"] = "Colours of the brand",
    };

    /// <summary>How a check ended, in words.</summary>
    public static string Of(CheckState state) => state switch
    {
        CheckState.Passed => "Passed",
        CheckState.Unsure => "Limit not certain",
        CheckState.NotVerified => "Not verified",
        CheckState.Failed => "Missed",
        CheckState.Blocked => "Blocked",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    /// <summary>The colour of how a check ended.</summary>
    public static StatusTone ToneOf(CheckState state) => state switch
    {
        CheckState.Passed => StatusTone.Good,
        CheckState.Blocked => StatusTone.Bad,
        CheckState.NotVerified => StatusTone.Neutral,
        _ => StatusTone.Warning,
    };

    /// <summary>The sign of how a check ended.</summary>
    public static string IconOf(CheckState state) => state switch
    {
        CheckState.Passed => Icons.Material.Outlined.CheckCircle,
        CheckState.Blocked => Icons.Material.Outlined.Block,
        CheckState.NotVerified => Icons.Material.Outlined.HelpOutline,
        CheckState.Unsure => Icons.Material.Outlined.Info,
        _ => Icons.Material.Outlined.WarningAmber,
    };

    /// <summary>What a check looks at.</summary>
    public static string OfCheck(string check) => CheckNames.GetValueOrDefault(check) ?? AdWords.OfCriterion(check);

    /// <summary>The checks of an ad in a word: "Checks passed", or what the worst one is.</summary>
    public static string Of(CheckReport report) => report.State switch
    {
        CheckState.Passed => "Checks passed",
        CheckState.Unsure => "Checks passed, a limit is not certain",
        CheckState.NotVerified => "Not verified",
        _ => $"{OfCheck(report.Checks.First(c => c.State == report.State).Check)}: {Of(report.State).ToLower(CultureInfo.CurrentCulture)}",
    };

    /// <summary>A number measured, with its unit: "4.52 : 1".</summary>
    public static string Number(double value, string unit)
    {
        var number = value.ToString(Math.Abs(value) >= 100 ? "#,0.#" : "0.##", CultureInfo.CurrentCulture);
        return unit.Length == 0 ? number : $"{number} {unit}";
    }

    /// <summary>Why a version was made.</summary>
    public static string Of(VersionCause cause) => cause switch
    {
        VersionCause.Made => "As ordered",
        VersionCause.TextEdited => "Words edited",
        VersionCause.Changed => "Picture changed",
        VersionCause.Regenerated => "Another picture",
        VersionCause.Restored => "Taken up again",
        VersionCause.ShapesDrawn => "Sizes drawn",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Unknown cause."),
    };

    /// <summary>Where an ad stands for the people who decide.</summary>
    public static string Of(AdView ad) => ad switch
    {
        { Stage: AdStage.Failed } => "Not made",
        { Stage: AdStage.Cancelled } => "Cancelled",
        { Stage: not AdStage.Done } => AdWords.Of(ad.Stage),
        { Decision: Decision.Approved } => "Approved",
        { Decision: Decision.Rejected } => "Rejected",
        _ => "To decide",
    };

    /// <summary>The colour of where an ad stands.</summary>
    public static StatusTone ToneOf(AdView ad) => ad switch
    {
        { Stage: AdStage.Failed } => StatusTone.Bad,
        { Stage: AdStage.Cancelled } => StatusTone.Neutral,
        { Stage: not AdStage.Done } => StatusTone.Progress,
        { Decision: Decision.Approved } => StatusTone.Good,
        { Decision: Decision.Rejected } => StatusTone.Bad,
        _ => StatusTone.Neutral,
    };

    /// <summary>What is unclear about an ad, so that a person should look at it first; null for nothing.</summary>
    public static string? DoubtOf(AdView ad) => ad switch
    {
        { Stage: not AdStage.Done } => null,
        { Checks.State: CheckState.Blocked } when ad.Checks.Checks.Count > 0 => "Blocked",
        { Review.State: ReviewState.Failed } => "Review failed",
        { Review: null } => "Not reviewed",
        { Review.Verdict: ReviewVerdict.Rejected, Checks.State: CheckState.Passed or CheckState.Unsure } => "Reviewers disagree",
        { Review.Verdict: ReviewVerdict.Approved, Checks.State: CheckState.Failed } => "Reviewers disagree",
        { Review.Verdict: ReviewVerdict.Flagged } => "Flagged",
        { Review.Verdict: ReviewVerdict.Rejected } => "Flagged",
        { Checks.State: CheckState.Failed } => "Check missed",
        _ => null,
    };

    /// <summary>What a polite live region says when an ad is looked at.</summary>
    public static string Announce(AdView ad, int count) =>
        string.Join(". ", new[] { $"Ad {ad.Number} of {count}", Of(ad), ad.Checks is { Checks.Count: > 0 } checks ? Of(checks) : "", ad.Review is { } review ? AdWords.Of(review) : "" }
            .Where(w => w.Length > 0)) + ".";

    /// <summary>A price on a button: "at most $0.16".</summary>
    public static string Price(decimal? atMostUsd, bool isDemo) =>
        (atMostUsd is { } most ? $"at most {MoneyText.Of(most, CultureInfo.CurrentCulture)}" : "price unknown") + (isDemo ? ", demo, not billed" : "");
}
