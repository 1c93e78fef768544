using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Tests.Imaging.Designs;

/// <summary>One design in one size, as no page wants it and many a test does.</summary>
internal static class OneAd
{
    public static ComposedAd Compose(AdArtwork artwork, AdCanvas canvas)
    {
        using var studio = AdStudio.Open(artwork);
        return studio.Compose(canvas);
    }
}
