using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Where everything of an ad goes, decided before a pixel is drawn. Boxes in pixels of the canvas.</summary>
internal sealed record AdPlan
{
    public required SKSizeI Size { get; init; }

    public required SKRect Safe { get; init; }

    /// <summary>Where the scene is shown.</summary>
    public required SKRect SceneArea { get; init; }

    /// <summary>What of the scene is shown, in parts of it.</summary>
    public required SKRect Window { get; init; }

    public SKRect? Product { get; init; }

    public required PlacedText Text { get; init; }

    /// <summary>Corners of a plain ground in a brand colour, on which the text stands; empty without one.</summary>
    public IReadOnlyList<SKPoint> Panel { get; init; } = [];

    public required TypeScale Scale { get; init; }

    public SKRect? Label { get; init; }

    public ShapedLine? LabelLine { get; init; }

    public double Score { get; init; }
}

/// <summary>A plan, or why there is none.</summary>
internal sealed record Planned(AdPlan? Plan, ComposedAd? Refusal = null);
