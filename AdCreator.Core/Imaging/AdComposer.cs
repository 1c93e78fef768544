using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Sets the copy of an ad over its picture: real type, so that no letter is ever misspelt.</summary>
public static class AdComposer
{
    private const int MinSide = 320;

    /// <summary>Puts the ad together. Emoji are left out with a note; other characters without a glyph are a refusal.</summary>
    public static ComposedAd Compose(AdComposition composition)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(composition.Width, composition.Height), MinSide, nameof(composition));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(composition.Width, composition.Height), PictureLimits.MaxKeptSide, nameof(composition));
        var (hook, offer, brand) = (AdText.Prepare(composition.Hook), AdText.Prepare(composition.Offer), AdText.Prepare(composition.BrandName));
        if (RefusalOf(hook, offer) is { } refusal)
        {
            return refusal;
        }

        // A brand name is a name: with a missing character it is left out, never shown wrong.
        var brandLine = brand.Missing.Count + brand.Dropped.Count == 0 ? brand.Text : "";
        var block = TextBlock.Fit(hook.Text, offer.Text, brandLine, composition.Width, composition.Height);
        if (block is null)
        {
            return new ComposedAd.Refused("The copy is too long for this format, even in the smallest type.", "Shorten the hook or the offer.");
        }

        using var scene = PicturePixels.Decode(composition.Scene, PictureLimits.MaxKeptSide);
        return scene is null
            ? new ComposedAd.Refused("The picture cannot be decoded.", "Make the picture again.")
            : Draw(composition, scene, block, NotesOf(hook, offer));
    }

    private static ComposedAd.Composed Draw(AdComposition composition, SKBitmap scene, TextBlock block, List<string> notes)
    {
        var size = new SKSizeI(composition.Width, composition.Height);
        using var ad = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(ad);
        canvas.Clear(SKColors.White);
        PicturePixels.DrawCover(canvas, scene, SKRect.Create(size.Width, size.Height));
        var scrim = Scrim.For(ad, block.TypeBox);
        scrim.Draw(canvas, size, block.Box, block.IsBeside);
        var contrast = Scrim.MeasureContrast(ad, block.TypeBox, scrim.TextColor);
        block.Draw(canvas, scrim.TextColor, ColorOf(composition.BrandColor));
        var box = block.Box;
        return new ComposedAd.Composed(PicturePixels.EncodeJpeg(ad), new PixelBox(box.Left, box.Top, box.Width, box.Height), contrast, notes);
    }

    private static ComposedAd.Refused? RefusalOf(AdText hook, AdText offer)
    {
        string[] missing = [.. hook.Missing.Concat(offer.Missing).Distinct(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            return new ComposedAd.Refused(
                $"No font here draws these characters: {string.Join(' ', missing.Take(20))}",
                "Write the copy without them: Latin, Greek, Cyrillic, Arabic and Hebrew letters can be drawn.");
        }

        return hook.Text.Length == 0 ? new ComposedAd.Refused("The hook has no letters to draw.", "Write a hook of at least one word.") : null;
    }

    private static List<string> NotesOf(AdText hook, AdText offer)
    {
        string[] dropped = [.. hook.Dropped.Concat(offer.Dropped).Distinct(StringComparer.Ordinal)];
        return dropped.Length == 0 ? [] : [$"Emoji left out, because ads are set in fonts without them: {string.Join(' ', dropped)}"];
    }

    private static SKColor ColorOf(string color) =>
        SKColor.TryParse(color, out var parsed) ? parsed.WithAlpha(255) : new SKColor(0x1F, 0x4E, 0x5F);
}
