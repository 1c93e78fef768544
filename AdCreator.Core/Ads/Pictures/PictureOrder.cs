using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.References;
using AdCreator.Core.Gemini;

namespace AdCreator.Core.Ads.Pictures;

/// <summary>What a picture is drawn from.</summary>
/// <param name="Brief">What the run is for.</param>
/// <param name="Hook">The line that will stand on the picture, and the scene that goes with it.</param>
/// <param name="Reference">What a reference ad does well; null without one.</param>
/// <param name="Product">The product's picture.</param>
/// <param name="AdNumber">1 to 24.</param>
/// <param name="Attempt">Which picture of this ad: another one gets another seed.</param>
public sealed record PictureOrder(Brief Brief, Hook Hook, ReferenceFindings? Reference, PromptPicture Product, int AdNumber, int Attempt)
{
    /// <summary>What a person wants changed in <see cref="Previous"/>, at most 500 characters; null for a new picture.</summary>
    public string? Wish { get; init; }

    /// <summary>The picture to change; null for a new one.</summary>
    public PromptPicture? Previous { get; init; }

    /// <summary>The shape that <see cref="Previous"/> is drawn again in, one of <see cref="PictureShapes.All"/>; null for the brief's.</summary>
    public string? OwnShape { get; init; }

    /// <summary>The shape asked for.</summary>
    public string AspectRatio => OwnShape ?? Brief.AspectRatio;
}
