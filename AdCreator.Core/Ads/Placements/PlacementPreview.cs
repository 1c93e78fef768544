using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Ads.Placements;

/// <summary>Small pictures of an ad while its words are typed: the same layout as the files, in a fraction of their time.</summary>
/// <remarks>For one editor at a time; holds a few megabytes until disposed.</remarks>
public sealed class PlacementPreview : IDisposable
{
    /// <summary>Pixels of the longer side that pictures are read in: twice the preview, so that crops stay sharp.</summary>
    private const int ReadSide = 960;

    private readonly AdStudio studio;

    private DesignInput input;

    private PlacementPreview(DesignInput input, AdStudio studio) => (this.input, this.studio) = (input, studio);

    /// <summary>Reads the ad's pictures and fonts once.</summary>
    public static PlacementPreview Open(DesignInput input) => new(input, AdStudio.Open(input.ToArtwork(), ReadSide));

    /// <summary>Takes over other words and text boxes; pictures, logo and fonts stay.</summary>
    public void Change(Versions.AdDesign design)
    {
        input = input with { Design = design };
        studio.Retype(input.Headline, input.Offer);
    }

    /// <summary>A JPEG of a placement, its longer side <paramref name="longerSide"/> pixels at most, with the geometry of the file.</summary>
    public ComposedAd Render(Placement placement, int longerSide = 480) => studio.Preview(input.CanvasOf(placement), longerSide);

    /// <summary>The same of the ad's own format.</summary>
    public ComposedAd Render(Briefs.AdFormat format, int longerSide = 480) => studio.Preview(input.CanvasOf(format), longerSide);

    public void Dispose() => studio.Dispose();
}
