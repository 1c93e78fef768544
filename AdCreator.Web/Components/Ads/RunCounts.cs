using AdCreator.Core.Ads.Runs;

namespace AdCreator.Web.Components.Ads;

/// <summary>How far a set of ads is, from the ads that are shown beside it.</summary>
/// <param name="Total">Ads of the set.</param>
public sealed record RunCounts(int Total, int Done, int Failed, int Cancelled)
{
    /// <summary>Ads that are still worked on.</summary>
    public int Left => Total - Done - Failed - Cancelled;

    public bool IsOver => Left == 0;

    /// <summary>0 to 100.</summary>
    public int Percent => Total == 0 ? 0 : (Total - Left) * 100 / Total;

    /// <summary>"3 done, 1 failed, 2 left": only what there is.</summary>
    public string Words => string.Join(", ", new[]
    {
        $"{Done} of {Total} done",
        Failed > 0 ? $"{Failed} failed" : "",
        Cancelled > 0 ? $"{Cancelled} cancelled" : "",
        Left > 0 ? $"{Left} left" : "",
    }.Where(w => w.Length > 0));

    /// <summary>What a polite live region says: at every quarter and at the end, not at every ad.</summary>
    public string Announcement => IsOver ? $"Finished: {Words}." : Percent / 25 is > 0 and var quarter ? $"{quarter * 25} percent: {Words}." : "";

    public static RunCounts Of(IReadOnlyList<AdView> ads) => new(
        ads.Count,
        ads.Count(a => a.Stage == AdStage.Done),
        ads.Count(a => a.Stage == AdStage.Failed),
        ads.Count(a => a.Stage == AdStage.Cancelled));
}
