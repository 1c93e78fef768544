using AdCreator.Core.Imaging.Encoders;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Renders one design in any number of sizes; pictures and fonts are read once.</summary>
/// <remarks>Holds up to 130 MB of pixels until disposed. For one thread at a time.</remarks>
public sealed class AdStudio : IDisposable
{
    private const int MinSide = 50;

    private readonly ArtworkSources? sources;

    private readonly ComposedAd.Refused? refusal;

    private AdStudio(ArtworkSources? sources, ComposedAd.Refused? refusal) => (this.sources, this.refusal) = (sources, refusal);

    /// <summary>Reads the artwork. What is wrong with it is the answer to every size.</summary>
    /// <param name="artwork">The design.</param>
    /// <param name="maxSide">Pixels above which its pictures are scaled down; 960 is plenty for previews.</param>
    public static AdStudio Open(AdArtwork artwork, int maxSide = PictureLimits.MaxKeptSide)
    {
        var (sources, refusal) = ArtworkSources.Open(artwork, maxSide);
        return new AdStudio(sources, refusal);
    }

    /// <summary>Sets other words on the same pictures.</summary>
    /// <param name="headline">1 letter or more.</param>
    /// <param name="offer">Empty for none.</param>
    public void Retype(string headline, string offer) => sources?.SetCopy(headline, offer);

    /// <summary>The design in one size.</summary>
    public ComposedAd Compose(AdCanvas canvas)
    {
        Check(canvas);
        if ((refusal ?? sources!.WordsRefusal) is { } refused)
        {
            return refused;
        }

        var planned = AdPlanner.Plan(sources!, canvas);
        if (planned.Plan is not { } plan)
        {
            return planned.Refusal!;
        }

        using var ad = Blank(canvas.Width, canvas.Height);
        var geometry = new AdPainter(sources!, plan, 1).Draw(ad, canvas.DrawsText);
        var origin = sources!.Product is null ? PictureOrigin.Model : PictureOrigin.CompositeWithModel;
        var file = CappedEncoder.Encode(ad, canvas.File, XmpPacket.Of(origin, sources.Artwork.AltText));
        return file is null
            ? new ComposedAd.Refused(
                $"The file stays above {canvas.File.MaxBytes / 1024} kB even in the least quality that looks good.", "Choose a calmer picture for this size.", RefusalCause.TooManyBytes)
            : new ComposedAd.Composed(file.Picture, geometry, sources.Notes) { Quality = file.Quality, Hash = PictureHash.Of(ad) };
    }

    /// <summary>A small JPEG of the same layout, quick enough for every keystroke.</summary>
    /// <param name="canvas">As for the file.</param>
    /// <param name="longerSide">Pixels.</param>
    public ComposedAd Preview(AdCanvas canvas, int longerSide = 480)
    {
        Check(canvas);
        if ((refusal ?? sources!.WordsRefusal) is { } refused)
        {
            return refused;
        }

        var planned = AdPlanner.Plan(sources!, canvas);
        if (planned.Plan is not { } plan)
        {
            return planned.Refusal!;
        }

        var scale = Math.Min(1, (float)longerSide / Math.Max(canvas.Width, canvas.Height));
        using var ad = Blank(Math.Max(1, (int)MathF.Round(canvas.Width * scale)), Math.Max(1, (int)MathF.Round(canvas.Height * scale)));
        var geometry = new AdPainter(sources!, plan, scale).Draw(ad, canvas.DrawsText);
        return new ComposedAd.Composed(PicturePixels.EncodeJpeg(ad, 82, SKJpegEncoderDownsample.Downsample420), geometry, sources!.Notes) { Quality = 82, Hash = PictureHash.Of(ad) };
    }

    public void Dispose() => sources?.Dispose();

    private static void Check(AdCanvas canvas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(canvas.Width, canvas.Height), MinSide, nameof(canvas));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(canvas.Width, canvas.Height), PictureLimits.MaxKeptSide, nameof(canvas));
    }

    private static SKBitmap Blank(int width, int height) =>
        new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
}
