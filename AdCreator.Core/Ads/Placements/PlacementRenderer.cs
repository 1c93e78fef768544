using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Renders one ad for placements and checks each file on its own. Reads and writes nothing but memory.</summary>
/// <remarks>What is found on the whole ad, such as its words, is added by others: a report is a list.</remarks>
public sealed class PlacementRenderer : IDisposable
{
    private readonly DesignInput input;

    private readonly AdStudio studio;

    private PlacementRenderer(DesignInput input, AdStudio studio) => (this.input, this.studio) = (input, studio);

    /// <summary>Reads the ad's pictures and fonts once. Dispose it soon: it holds their pixels.</summary>
    public static PlacementRenderer Open(DesignInput input) => new(input, AdStudio.Open(input.ToArtwork()));

    /// <summary>The file of one placement.</summary>
    /// <param name="placement">One that <see cref="Placement.IsImage"/> is true of.</param>
    public PlacementFile Render(Placement placement)
    {
        if (!placement.IsImage)
        {
            throw new ArgumentException("The placement takes no still picture.", nameof(placement));
        }

        var composed = studio.Compose(input.CanvasOf(placement));
        CheckResult[] copy = [.. CopyChecks.Of(placement, input.Design?.Copy ?? new Dictionary<string, string>(StringComparer.Ordinal), input.Headline)];
        if (composed is not ComposedAd.Composed ad)
        {
            return new PlacementFile(placement, null, new CheckReport([FileChecks.Unmade(composed), .. copy]));
        }

        return new PlacementFile(placement, ad, new CheckReport([.. FileChecks.Of(placement, ad), .. copy]));
    }

    public void Dispose() => studio.Dispose();
}

/// <summary>What came of a placement.</summary>
/// <param name="Placement">What it is for.</param>
/// <param name="Ad">The file with its geometry; null when none could be made.</param>
/// <param name="Checks">What was measured, or why there is no file.</param>
public sealed record PlacementFile(Placement Placement, ComposedAd.Composed? Ad, CheckReport Checks)
{
    /// <summary>What was changed in the words, for people, such as emoji left out.</summary>
    public IReadOnlyList<string> Notes => Ad?.Notes ?? [];
}
