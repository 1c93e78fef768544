using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Pictures;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Versions;

/// <summary>A picture that was drawn for one shape, because a crop of the ad's own would cut the product there.</summary>
/// <param name="AspectRatio">One of <see cref="PictureShapes.All"/>.</param>
/// <param name="SceneBlobId">The model's picture, without text.</param>
public sealed record ShapeScene(string AspectRatio, Guid SceneBlobId)
{
    /// <summary>Where it shows the product, in parts of it; null where it was not found.</summary>
    public RelativeBox? ProductBox { get; init; }

    /// <summary>How like its photo the product is on it; null until it was measured.</summary>
    public CheckResult? Fidelity { get; init; }
}
