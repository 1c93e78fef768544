namespace AdCreator.Core.Ads.Runs;

/// <summary>What the stages of an ad have in common.</summary>
public static class AdStages
{
    /// <summary>Stages in which nothing happens any more unless a person asks for it.</summary>
    public static IReadOnlyList<AdStage> Ended { get; } = [AdStage.Done, AdStage.Failed, AdStage.Cancelled];

    /// <summary>Whether the ad is being made or waits to be.</summary>
    public static bool IsActive(this AdStage stage) => !Ended.Contains(stage);
}
