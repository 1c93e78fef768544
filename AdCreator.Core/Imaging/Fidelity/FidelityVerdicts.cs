using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>Turns what was measured into a verdict and one sentence.</summary>
internal static class FidelityVerdicts
{
    private const double ColorShare = 0.98;

    public static FidelityResult Of(OverlayMeasure measure, int inliers, double aspect, Overlay overlay, Size ad)
    {
        var tiles = measure.Tiles;
        var structures = tiles.Select(t => t.Structure).Order().ToArray();
        var colors = tiles.Select(t => t.Color).Order().ToArray();
        var shifts = tiles.Select(t => t.Shift).OfType<double>().Order().ToArray();
        var details = tiles.Select(t => t.Sharpness).OfType<double>().Order().ToArray();
        var figures = new FidelityFigures(
            inliers, tiles.Count, structures.Take(3).Average(), At(structures, 0.05), colors.Average(), At(colors, ColorShare), aspect,
            measure.HueShift, shifts.Length == 0 ? 0 : At(shifts, 0.9), details.Length == 0 ? 1 : At(details, 0.5));
        if (Difference(figures, tiles, overlay) is not { } difference)
        {
            return new FidelityResult(FidelityVerdict.Faithful, "The product is as on your photo.") { Figures = figures };
        }

        return new FidelityResult(FidelityVerdict.Altered, $"Differs from your photo: {difference.Words}.")
        {
            Figures = figures,
            Worst = FidelityCheck.BoxOf(BoxAround(difference.Worst, overlay), ad),
        };
    }

    private static (string Words, TileMeasure Worst)? Difference(FidelityFigures figures, IReadOnlyList<TileMeasure> tiles, Overlay overlay)
    {
        var (drawing, color) = (tiles.MinBy(t => t.Structure)!, tiles.MaxBy(t => t.Color)!);
        if (figures.Aspect > FidelityLimits.Aspect)
        {
            return ($"it is stretched by {(figures.Aspect - 1) * 100:0} %", drawing);
        }

        if (figures.HueShift > FidelityLimits.HueShift || figures.MeanColor > FidelityLimits.MeanColor)
        {
            return ("its colours are not the same", color);
        }

        if (figures.WorstColor > FidelityLimits.WorstColor)
        {
            return ($"the colour {PlaceOf(color.Tile, overlay)}", color);
        }

        if (figures.WorstTile < FidelityLimits.WorstTile || figures.LowTile < FidelityLimits.LowTile)
        {
            return ($"what is drawn {PlaceOf(drawing.Tile, overlay)}", drawing);
        }

        if (figures.Shift > FidelityLimits.Shift)
        {
            return ("its shape is bent", tiles.MaxBy(t => t.Shift ?? 0)!);
        }

        return figures.Sharpness < FidelityLimits.Sharpness ? ("fine detail is blurred or missing", tiles.MinBy(t => t.Sharpness ?? 1)!) : null;
    }

    /// <summary>Where on the product, in words: "at the top left".</summary>
    private static string PlaceOf(Tile tile, Overlay overlay)
    {
        var (x, y) = ((tile.Left + (tile.Side / 2.0)) / overlay.Width, (tile.Top + (tile.Side / 2.0)) / overlay.Height);
        var (across, down) = (x < 0.33 ? "left" : x > 0.67 ? "right" : "", y < 0.33 ? "top" : y > 0.67 ? "bottom" : "");
        return (across, down) switch
        {
            ("", "") => "in the middle",
            (_, "") => $"at the {across}",
            ("", _) => $"at the {down}",
            _ => $"at the {down} {across}",
        };
    }

    /// <summary>The tile with one more around it: alone it shows too little to understand.</summary>
    private static Rect BoxAround(TileMeasure worst, Overlay overlay)
    {
        var tile = worst.Tile;
        var box = new Rect(overlay.Box.X + tile.Left - tile.Side, overlay.Box.Y + tile.Top - tile.Side, tile.Side * 3, tile.Side * 3);
        return box & overlay.Box;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Clamp((int)(sorted.Length * share), 0, sorted.Length - 1)];
}
