using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>An artwork, decoded and measured once for all its sizes.</summary>
internal sealed class ArtworkSources : IDisposable
{
    private readonly List<IDisposable> owned = [];
    private readonly List<string> fontNotes = [];
    private readonly FontStack headlineFonts;
    private readonly FontStack badgeFonts;

    private ArtworkSources(AdArtwork artwork, SKBitmap scene, ProductCut? product, LogoMark? logo)
    {
        (Artwork, Product, Logo) = (artwork, product, logo);
        Scene = scene;
        owned.Add(scene);
        owned.AddRange(new IDisposable?[] { product, logo }.OfType<IDisposable>());
        SceneSize = new SKSizeI(scene.Width, scene.Height);
        Colors = new KitColors(artwork.MainColor, artwork.Colors);
        (headlineFonts, TextFonts, badgeFonts) = (FontsOf(artwork.HeadlineFont, FontWeight.Bold), FontsOf(artwork.TextFont, FontWeight.SemiBold), FontsOf(artwork.TextFont, FontWeight.Bold));
        using var image = SKImage.FromPixels(scene.PeekPixels());
        Calm = SceneCalm.Of(image);
        Horizon = product is null ? 0 : SceneGround.FindHorizon(image);
        ProductInScene = artwork.ProductBox is { } box
            ? new SKRect((float)box.Left, (float)box.Top, (float)(box.Left + box.Width), (float)(box.Top + box.Height))
            : ScenePlans.AssumedProduct(SceneSize);
    }

    public AdArtwork Artwork { get; }

    /// <summary>Opaque.</summary>
    public SKBitmap Scene { get; }

    public SKSizeI SceneSize { get; }

    public SceneCalm Calm { get; }

    public float Horizon { get; }

    /// <summary>The cut-out; null when the scene shows the product.</summary>
    public ProductCut? Product { get; }

    /// <summary>In parts of the scene.</summary>
    public SKRect ProductInScene { get; }

    public bool IsProductAssumed => Product is null && Artwork.ProductBox is null;

    public LogoMark? Logo { get; }

    public KitColors Colors { get; }

    public Typesetter Copy { get; private set; } = null!;

    public FontStack TextFonts { get; }

    /// <summary>Why the words cannot be set; null when they can.</summary>
    public ComposedAd.Refused? WordsRefusal { get; private set; }

    public string LabelText { get; private set; } = "";

    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>The sources, or why its pictures cannot be used.</summary>
    /// <param name="artwork">What is drawn.</param>
    /// <param name="maxSide">Pixels of the pictures' longer side, above which they are scaled down.</param>
    public static (ArtworkSources? Sources, ComposedAd.Refused? Refusal) Open(AdArtwork artwork, int maxSide)
    {
        var scene = PicturePixels.DecodeFlat(artwork.Scene, maxSide);
        if (scene is null)
        {
            return (null, new ComposedAd.Refused("The picture cannot be decoded.", "Make the picture again.", RefusalCause.Picture));
        }

        var product = Read(artwork.Cutout, maxSide, ProductCut.From);
        if (artwork.Cutout is { IsEmpty: false } && product is null)
        {
            scene.Dispose();
            return (null, new ComposedAd.Refused("The product's cut-out cannot be used: nothing of it is to be seen.", "Upload a PNG with transparency.", RefusalCause.Picture));
        }

        var sources = new ArtworkSources(artwork, scene, product, Read(artwork.Logo, Math.Min(maxSide, 1024), LogoMark.From));
        sources.SetCopy(artwork.Headline, artwork.Offer);
        return (sources, null);
    }

    /// <summary>Sets other words; pictures and fonts stay as they were read.</summary>
    public void SetCopy(string headlineText, string offerText)
    {
        var (headline, offer, brand) = (AdText.Prepare(headlineText, headlineFonts), AdText.Prepare(offerText, badgeFonts), AdText.Prepare(Artwork.BrandName, TextFonts));
        WordsRefusal = RefusalOf(headline, offer);
        if (WordsRefusal is not null)
        {
            return;
        }

        // A brand name is a name: with a missing character it is left out, never shown wrong.
        var brandLine = brand.Missing.Count + brand.Dropped.Count == 0 ? brand.Text : "";
        Copy = new Typesetter(MeasuredText.Of(headline.Text, headlineFonts)!, MeasuredText.Of(offer.Text, badgeFonts), brandLine, Logo?.AspectRatio, TextFonts);
        LabelText = AdText.Prepare(Artwork.AiLabel, TextFonts).Text;
        Notes = [.. fontNotes, .. NotesOf(headline, offer)];
    }

    public void Dispose() => owned.ForEach(o => o.Dispose());

    private static T? Read<T>(ReadOnlyMemory<byte>? file, int maxSide, Func<SKBitmap, T?> make)
        where T : class
    {
        // No bytes are no picture, too: a conditional with null easily makes an empty memory.
        if (file is not { IsEmpty: false } bytes)
        {
            return null;
        }

        using var bitmap = PicturePixels.Decode(bytes, maxSide);
        return bitmap is null ? null : make(bitmap);
    }

    private FontStack FontsOf(ReadOnlyMemory<byte>? file, FontWeight weight)
    {
        if (file is not { IsEmpty: false } bytes)
        {
            return new FontStack(weight);
        }

        var face = FontStack.Read(bytes);
        if (face is null)
        {
            fontNotes.Add("A font of the brand cannot be read; Inter stands in for it.");
            return new FontStack(weight);
        }

        owned.Add(face);
        return new FontStack(weight, face);
    }

    private static ComposedAd.Refused? RefusalOf(AdText hook, AdText offer)
    {
        string[] missing = [.. hook.Missing.Concat(offer.Missing).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            return new ComposedAd.Refused(
                $"No font here draws these characters: {string.Join(' ', missing.Take(20))}",
                "Write the copy without them: Latin, Greek, Cyrillic, Arabic and Hebrew letters can be drawn.",
                RefusalCause.Words);
        }

        return hook.Text.Length == 0
            ? new ComposedAd.Refused("The headline has no letters to draw.", "Write one of at least one word.", RefusalCause.Words)
            : null;
    }

    private static List<string> NotesOf(AdText hook, AdText offer)
    {
        string[] dropped = [.. hook.Dropped.Concat(offer.Dropped).Distinct(StringComparer.Ordinal)];
        return dropped.Length == 0 ? [] : [$"Emoji left out, because ads are set in fonts without them: {string.Join(' ', dropped)}"];
    }
}
