using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Imaging;

/// <summary>Sets the copy of an ad over its picture: real type, so that no letter is ever misspelt.</summary>
public static class AdComposer
{
    /// <summary>Puts a single ad together. Emoji are left out with a note; other characters without a glyph are a refusal.</summary>
    /// <remarks>For several sizes of one design open an <see cref="AdStudio"/>: it decodes once.</remarks>
    public static ComposedAd Compose(AdArtwork artwork, AdCanvas canvas)
    {
        using var studio = AdStudio.Open(artwork);
        return studio.Compose(canvas);
    }

    /// <summary>The same for a picture that shows the product itself and was made for this very shape.</summary>
    public static ComposedAd Compose(AdComposition composition)
    {
        var artwork = new AdArtwork
        {
            Scene = composition.Scene,
            Headline = composition.Hook,
            Offer = composition.Offer,
            BrandName = composition.BrandName,
            MainColor = composition.BrandColor,
        };
        var composed = Compose(artwork, new AdCanvas { Width = composition.Width, Height = composition.Height, IsOwnShape = true });
        return composed is ComposedAd.NeedsOwnPicture { Reason: var reason } ? new ComposedAd.Refused(reason, "Make the picture again.") : composed;
    }
}
