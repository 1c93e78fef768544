using System.Globalization;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Designs;

namespace AdCreator.Core.Ads.Checks;

/// <summary>What can be measured on a file made for a placement: whether the platform would take it, and whether its layout holds.</summary>
public static class FileChecks
{
    /// <summary>Name of the check for pictures that look the same.</summary>
    public const string DuplicateName = "duplicate";

    /// <summary>Stable word of the check that says that a size needs a picture of its own.</summary>
    public const string OwnPicture = "own_picture";

    /// <summary>How far a drawn colour may be from the brand's (CIE 1976), before the file is encoded.</summary>
    public const double MostColorDistance = 1;

    /// <summary>Pixels drawn for each pixel of the scene, above which it looks soft.</summary>
    public const double MostEnlarged = 2;

    /// <summary>All checks of one file, in the order they are shown.</summary>
    /// <param name="placement">What the file is for.</param>
    /// <param name="ad">The file as it was rendered.</param>
    public static IReadOnlyList<CheckResult> Of(Placement placement, ComposedAd.Composed ad)
    {
        var canvas = new PixelBox(0, 0, placement.Width, placement.Height);
        return
        [
            .. SizeChecks.Of(placement, ad),
            .. Layout(ad.Geometry, canvas),
        ];
    }

    /// <summary>The checks that need no placement: safe zone, product, contrast, colours, what had no room, enlargement.</summary>
    /// <param name="geometry">Of the rendered ad.</param>
    /// <param name="canvas">The whole picture.</param>
    public static IEnumerable<CheckResult> Layout(AdGeometry geometry, PixelBox canvas)
    {
        yield return SafeZone(geometry, canvas);
        if (geometry.Product is { } product)
        {
            yield return Product(geometry, product, canvas);
        }

        yield return new CheckResult(
            "contrast",
            geometry.Contrast >= Contrast.Minimum ? CheckState.Passed : CheckState.Failed,
            geometry.Contrast >= Contrast.Minimum ? "The words stand out from their ground." : "The words are hard to read on their ground: move them to a calmer place.")
        {
            Value = Math.Round(geometry.Contrast, 2), PassLine = Contrast.Minimum, Unit = ": 1", Place = Relative(geometry.Headline, canvas), Source = "WCAG 2.2, 1.4.3",
        };
        yield return new CheckResult(
            "colors",
            geometry.ColorDistance <= MostColorDistance ? CheckState.Passed : CheckState.Failed,
            geometry.ColorDistance <= MostColorDistance ? "Everything laid over the picture has a colour of the brand, white or near-black." : "A colour laid over the picture is none of the brand's.")
        {
            Value = Math.Round(geometry.ColorDistance, 2), PassLine = MostColorDistance, Unit = "dE",
        };
        if (geometry.Dropped.Count > 0)
        {
            // A small banner does without the name; the offer and the line that tells of AI were ordered.
            var state = geometry.Dropped.All(d => d == Typesetter.NoBrandName) ? CheckState.Unsure : CheckState.Failed;
            yield return new CheckResult("room", state, $"{string.Join(' ', geometry.Dropped)} Shorten the words or leave this size out.");
        }

        if (geometry.SceneScale > MostEnlarged)
        {
            yield return new CheckResult("enlarged", CheckState.Unsure, Invariant($"The picture is enlarged {geometry.SceneScale:0.0} times and may look soft."))
            {
                Value = Math.Round(geometry.SceneScale, 2), PassLine = MostEnlarged, Unit = "x",
            };
        }
    }

    /// <summary>Whether another ad of the set shows nearly the same picture.</summary>
    /// <param name="hash">Of this ad in the format of its brief, see <see cref="PictureHash"/>.</param>
    /// <param name="others">Name and fingerprint of the other ads in that format.</param>
    public static CheckResult Duplicate(ulong hash, IReadOnlyList<(string Ad, ulong Hash)> others)
    {
        var nearest = others.Select(o => (o.Ad, Bits: PictureHash.Distance(hash, o.Hash))).OrderBy(o => o.Bits).FirstOrDefault(("", 64));
        var isSame = nearest.Item2 <= PictureHash.SameBits;
        return new CheckResult(DuplicateName, isSame ? CheckState.Failed : CheckState.Passed, isSame ? $"Nearly the same picture as {nearest.Item1}." : "No other ad of the set looks the same.")
        {
            Value = nearest.Item2, PassLine = PictureHash.SameBits + 1, Unit = "bits",
        };
    }

    /// <summary>The one check of a placement for which no file could be made.</summary>
    public static CheckResult Unmade(ComposedAd refused) => refused switch
    {
        ComposedAd.NeedsOwnPicture own => new CheckResult(OwnPicture, CheckState.Failed, own.Reason),
        ComposedAd.Refused { Cause: RefusalCause.TooManyBytes } bytes => new CheckResult("file_size", CheckState.Blocked, $"{bytes.Reason} {bytes.Remedy}"),
        ComposedAd.Refused { Cause: RefusalCause.NoRoom } room => new CheckResult("room", CheckState.Failed, $"{room.Reason} {room.Remedy}"),
        ComposedAd.Refused other => new CheckResult("picture", CheckState.Failed, $"{other.Reason} {other.Remedy}"),
        _ => throw new ArgumentException("The ad was made.", nameof(refused)),
    };

    private static CheckResult SafeZone(AdGeometry geometry, PixelBox canvas)
    {
        var outside = geometry.TextBoxes.Where(b => !Contains(geometry.Safe, b)).ToArray();
        var pixels = outside.Select(b => Overhang(geometry.Safe, b)).DefaultIfEmpty(0).Max();
        return new CheckResult(
            "safe_zone",
            outside.Length == 0 ? CheckState.Passed : CheckState.Failed,
            outside.Length == 0 ? "All words and the logo stand where no button covers them." : Invariant($"Words reach {pixels} px into the part that the platform's buttons cover: move them inwards."))
        {
            Value = pixels, PassLine = 0, Unit = "px", Place = outside.Length == 0 ? null : Relative(outside[0], canvas),
        };
    }

    private static CheckResult Product(AdGeometry geometry, PixelBox product, PixelBox canvas)
    {
        var place = Relative(product, canvas);
        if (!Contains(canvas, product))
        {
            return new CheckResult("product", CheckState.Failed, "An edge cuts the product: choose another crop.") { Place = place };
        }

        var covered = geometry.TextBoxes.Sum(b => Shared(b, product)) / (double)Math.Max(1, product.Width * product.Height);
        if (covered > 0)
        {
            return new CheckResult("product", CheckState.Failed, "Words cover a part of the product, or of the place where it is expected.") { Value = Math.Round(covered * 100, 1), PassLine = 0, Unit = "%", Place = place };
        }

        return geometry.IsProductPlaced
            ? new CheckResult("product", CheckState.Passed, "The product is whole and no words cover it.") { Place = place }
            : new CheckResult("product", CheckState.Passed, "The place of the product is whole and no words cover it.") { Place = place };
    }

    private static bool Contains(PixelBox outer, PixelBox inner) =>
        inner.Left >= outer.Left && inner.Top >= outer.Top && inner.Right <= outer.Right && inner.Bottom <= outer.Bottom;

    private static int Overhang(PixelBox outer, PixelBox inner) =>
        new[] { outer.Left - inner.Left, outer.Top - inner.Top, inner.Right - outer.Right, inner.Bottom - outer.Bottom }.Max();

    private static long Shared(PixelBox first, PixelBox second) =>
        (long)Math.Max(0, Math.Min(first.Right, second.Right) - Math.Max(first.Left, second.Left))
        * Math.Max(0, Math.Min(first.Bottom, second.Bottom) - Math.Max(first.Top, second.Top));

    private static RelativeBox Relative(PixelBox box, PixelBox canvas) => new(
        (double)box.Left / canvas.Width, (double)box.Top / canvas.Height, (double)box.Width / canvas.Width, (double)box.Height / canvas.Height);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
