using AdCreator.Core.Ads.Runs;

namespace AdCreator.Core.Ads.Versions;

/// <summary>A version of a finished ad while it is being made.</summary>
public sealed record AdRevision
{
    public required VersionCause Cause { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>What should change in the picture, 1 to 500 characters; null unless <see cref="Cause"/> is a change.</summary>
    public string? Wish { get; init; }

    /// <summary>The text layer of the new version.</summary>
    public AdDesign? Design { get; init; }

    /// <summary>The picture it is composed from; null until it is drawn.</summary>
    public Guid? SceneBlobId { get; init; }

    /// <summary>Pictures for single shapes: those that the new version keeps, and those that were drawn for it.</summary>
    public IReadOnlyList<ShapeScene> ShapeScenes { get; init; } = [];

    /// <summary>Shapes that are still to be drawn; empty unless <see cref="Cause"/> is that.</summary>
    public IReadOnlyList<string> ShapesToDraw { get; init; } = [];

    /// <summary>Why a shape could not be drawn; null while none failed. The others go on.</summary>
    public AdProblem? Problem { get; init; }

    /// <summary>With the first of <see cref="ShapesToDraw"/> drawn; a picture that it had before is replaced.</summary>
    public AdRevision WithShape(Guid sceneBlobId) => this with
    {
        ShapeScenes = [.. ShapeScenes.Where(s => s.AspectRatio != ShapesToDraw[0]), new ShapeScene(ShapesToDraw[0], sceneBlobId)],
        ShapesToDraw = [.. ShapesToDraw.Skip(1)],
    };

    /// <summary>Without the first of <see cref="ShapesToDraw"/>.</summary>
    public AdRevision WithoutShape(AdProblem why) => this with { ShapesToDraw = [.. ShapesToDraw.Skip(1)], Problem = why };
}
