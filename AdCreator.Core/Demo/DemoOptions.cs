namespace AdCreator.Core.Demo;

/// <summary>Settings under <c>Demo</c>.</summary>
public sealed record DemoOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Demo";

    /// <summary>Milliseconds an answer takes; absent means like a real model: 2 to 4 s for a picture, 0.5 to 1 s for text.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>Whether an empty installation is shown with one finished set and some weeks of calls, all marked as demo.</summary>
    public bool SampleSet { get; init; } = true;
}
