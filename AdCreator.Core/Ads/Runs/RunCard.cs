namespace AdCreator.Core.Ads.Runs;

/// <summary>What is to do about a run.</summary>
public enum RunStatus
{
    /// <summary>Ads are being made.</summary>
    Running = 1,

    /// <summary>Everything is made.</summary>
    Finished,

    /// <summary>An ad failed and waits for a person.</summary>
    NeedsAttention,
    Cancelled,
}

/// <summary>A run in a list.</summary>
/// <param name="PictureBlobIds">Up to four finished ads.</param>
/// <param name="SpentUsd">US dollars of every call of the run so far whose cost is known; the others stand in <see cref="Open"/>.</param>
public sealed record RunCard(
    Guid Id,
    string BrandName,
    string ProductName,
    DateTimeOffset CreatedAt,
    string AspectRatio,
    int Ads,
    int Done,
    int Failed,
    int Cancelled,
    int Approved,
    decimal SpentUsd,
    bool IsDemo,
    IReadOnlyList<Guid> PictureBlobIds,
    RunStatus Status)
{
    /// <summary>What <see cref="SpentUsd"/> does not contain.</summary>
    public OpenCosts Open { get; init; } = OpenCosts.None;

    /// <summary>Words that people sort sets by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>One page of runs, in the order asked for.</summary>
/// <param name="Total">How many the filter finds in all.</param>
public sealed record RunPageResult(IReadOnlyList<RunCard> Runs, int Total);
