using System.Globalization;
using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Export;
using AdCreator.Web.Components.Shared;

namespace AdCreator.Web.Components.Ads.Export;

/// <summary>The words of the export page.</summary>
public static class ExportWords
{
    /// <summary>"14 files of 3 ads, 4.2 MB".</summary>
    public static string Of(ExportPlan plan)
    {
        var ads = plan.Files.Select(f => f.Ad).Distinct().Count();
        return $"{Count(plan.Files.Count, "file")} of {Count(ads, "approved ad")}, {Size(plan.ByteCount)}";
    }

    /// <summary>A count with its thing, such as "1 file" or "3 files".</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    /// <summary>Bytes in kB below a megabyte, else in MB with one decimal.</summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes / 1000)} kB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000m:0.0} MB");

    /// <summary>What the checks of a file say in two words.</summary>
    public static (string Text, StatusTone Tone) Of(CheckReport? checks) => checks?.State switch
    {
        CheckState.Passed => ("Checks passed", StatusTone.Good),
        CheckState.Unsure => ("Checks passed, limits unsure", StatusTone.Good),
        CheckState.Failed => ("Missed a check", StatusTone.Warning),
        CheckState.Blocked => ("Blocked", StatusTone.Bad),
        _ => ("Not verified", StatusTone.Neutral),
    };

    /// <summary>Why something is left out, in two words.</summary>
    public static (string Text, StatusTone Tone) Of(LeftOutCause cause) => cause switch
    {
        LeftOutCause.NotMade => ("Not made", StatusTone.Neutral),
        LeftOutCause.NotApproved => ("Not approved", StatusTone.Neutral),
        LeftOutCause.ClaimExpired => ("Claim expired", StatusTone.Bad),
        LeftOutCause.Blocked => ("Blocked", StatusTone.Bad),
        LeftOutCause.NotCovered => ("Newer than approval", StatusTone.Warning),
        LeftOutCause.NoPicture => ("No picture", StatusTone.Warning),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Unknown cause."),
    };
}
