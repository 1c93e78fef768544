using System.Globalization;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Imaging;

namespace AdCreator.Core.Ads.Checks;

/// <summary>Size, shape and bytes of a file, read from the file itself and not from what was ordered.</summary>
internal static class SizeChecks
{
    /// <summary>Percent, where a row states no tolerance.</summary>
    private const double UsualTolerance = 1;

    public static IEnumerable<CheckResult> Of(Placement placement, ComposedAd.Composed ad)
    {
        var (width, height) = PictureScaler.MeasureSides(ad.Picture.Bytes) ?? (0, 0);
        yield return Size(placement, width, height);
        yield return Shape(placement, width, height);
        if (placement.MaxFileKb is { } most)
        {
            yield return Bytes(placement, ad.Picture.Bytes.Length / 1024d, most, ad.Quality);
        }
    }

    private static CheckResult Size(Placement placement, int width, int height)
    {
        var small = width < (placement.MinWidth ?? 1) || height < (placement.MinHeight ?? 1);
        var large = width > (placement.MaxWidth ?? int.MaxValue) || height > (placement.MaxHeight ?? int.MaxValue);
        var ordered = (width, height) == (placement.Width, placement.Height);
        var text = (ordered, small, large) switch
        {
            (false, _, _) => Invariant($"The file measures {width} x {height} instead of {placement.Width} x {placement.Height}."),
            (_, true, _) => Invariant($"The file measures {width} x {height}; the platform takes {placement.MinWidth} x {placement.MinHeight} and more."),
            (_, _, true) => Invariant($"The file measures {width} x {height}; the platform takes up to {placement.MaxWidth} x {placement.MaxHeight}."),
            _ => Invariant($"{width} x {height} pixels, as recommended."),
        };
        return Sourced(placement, new CheckResult("size", StateOf(placement, ordered && !small && !large, "min"), text)
        {
            Value = width, PassLine = placement.MinWidth, Unit = "px",
        });
    }

    private static CheckResult Shape(Placement placement, int width, int height)
    {
        var tolerance = placement.RatioTolerance ?? UsualTolerance;
        var off = height == 0 ? 100 : placement.Ratios.Min(r => Math.Abs(((double)width / height / r) - 1)) * 100;

        // 1200 x 628 is what platforms themselves call 1.91:1.
        var passes = off <= Math.Max(tolerance, 0.05);
        return Sourced(placement, new CheckResult(
            "ratio",
            StateOf(placement, passes, "tolerance"),
            passes ? $"The shape is {placement.RatioText}." : $"The shape is not {placement.RatioText}.")
        {
            Value = Math.Round(off, 2), PassLine = tolerance, Unit = "%",
        });
    }

    private static CheckResult Bytes(Placement placement, double kilobytes, int most, int quality)
    {
        var passes = kilobytes <= most;
        var text = passes
            ? quality < 92 ? Invariant($"The file fits in {most:N0} kB with quality {quality}.") : Invariant($"The file is smaller than {most:N0} kB.")
            : Invariant($"The file is larger than {most:N0} kB.");
        return Sourced(placement, new CheckResult("file_size", StateOf(placement, passes, "max file"), text)
        {
            Value = Math.Round(kilobytes, 1), PassLine = most, Unit = "kB",
        });
    }

    /// <summary>A miss blocks where the platform itself states the limit, and is unsure where only others do.</summary>
    internal static CheckState StateOf(Placement placement, bool passes, string words) =>
        passes ? CheckState.Passed : placement.IsCertain(words) ? CheckState.Blocked : CheckState.Unsure;

    internal static CheckResult Sourced(Placement placement, CheckResult result) => result with
    {
        Source = placement.MainSource?.Url,
        CheckedOn = PlacementSpecs.CheckedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
