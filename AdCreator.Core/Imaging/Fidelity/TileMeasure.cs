using System.Runtime.CompilerServices;
using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Fidelity;

/// <summary>How much one tile of the ad is like the photo.</summary>
/// <param name="Structure">1 is the same drawing, 0 nothing in common.</param>
/// <param name="Color">CIEDE2000 between the mean colours, light evened out.</param>
/// <param name="Shift">Pixels off the common geometry; null where hardly anything is drawn.</param>
/// <param name="Sharpness">Fine detail of the ad as a share of the photo's; null where the photo has hardly any.</param>
internal sealed record TileMeasure(Tile Tile, double Structure, double Color, double? Shift, double? Sharpness);

/// <summary>Measures all tiles of an overlay.</summary>
internal sealed class OverlayMeasure
{
    /// <summary>Lightness differences below this are noise and compression: (3 units)².</summary>
    private const double Noise = 9;

    private const double LeastDetail = 0.8;
    private const double LeastChroma = 8;

    private OverlayMeasure(IReadOnlyList<TileMeasure> tiles, double hueShift) => (Tiles, HueShift) = (tiles, hueShift);

    public IReadOnlyList<TileMeasure> Tiles { get; }

    /// <summary>Degrees, without sign; 0 where hardly anything has a colour.</summary>
    public double HueShift { get; }

    public static OverlayMeasure Of(Overlay overlay)
    {
        var tiles = TileGrid.Over(overlay);
        if (tiles.Count == 0)
        {
            return new OverlayMeasure([], 0);
        }

        var lit = LitPhoto(overlay, tiles);
        using var photoBgr = VisionPicture.FromArray(lit, overlay.Width, overlay.Height, MatType.CV_8UC3);
        using var adBgr = VisionPicture.FromArray(overlay.Ad, overlay.Width, overlay.Height, MatType.CV_8UC3);
        var (photo, ad) = (LabPicture.Of(photoBgr), LabPicture.Of(adBgr));
        var (photoLight, adLight) = (Registration.LightOf(lit, overlay.Width, overlay.Height), Registration.LightOf(overlay.Ad, overlay.Width, overlay.Height));
        var measures = tiles.Select(tile => new TileMeasure(
            tile,
            Structure(tile, photoLight, adLight),
            ColorDifference.Of(MeanOf(tile, photo), MeanOf(tile, ad)),
            TileShift.Of(tile, photoLight, adLight, overlay.Width, overlay.Height) is { } s ? Math.Sqrt((s.X * s.X) + (s.Y * s.Y)) : null,
            Sharpness(tile, photo.L, photoLight, ad.L, adLight)));
        return new OverlayMeasure([.. measures], HueShiftOf(tiles, photo, ad));
    }

    /// <summary>The photo in the ad's light.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] LitPhoto(Overlay overlay, List<Tile> tiles)
    {
        var (w, h) = (overlay.Width, overlay.Height);
        var gain = LightPlane.Fit([.. tiles.Select(t => (
            ((t.Left + (t.Side / 2.0)) / w) - 0.5, ((t.Top + (t.Side / 2.0)) / h) - 0.5,
            Math.Log((LinearLight.MeanOf(overlay.Ad, t.Pixels) + 0.002) / (LinearLight.MeanOf(overlay.Photo, t.Pixels) + 0.002))))]);
        var lit = new byte[overlay.Photo.Length];
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var at = ((y * w) + x) * 3;
                var factor = gain(((double)x / w) - 0.5, ((double)y / h) - 0.5);
                for (var c = 0; c < 3; c++)
                {
                    lit[at + c] = LinearLight.Encode(LinearLight.Decode(overlay.Photo[at + c]) * factor);
                }
            }
        }

        return lit;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Structure(Tile tile, float[] photo, float[] ad)
    {
        var (n, meanPhoto, meanAd) = (tile.Pixels.Length, tile.MeanOf(photo), tile.MeanOf(ad));
        var (varPhoto, varAd, both) = (0.0, 0.0, 0.0);
        foreach (var i in tile.Pixels)
        {
            var (p, a) = (photo[i] - meanPhoto, ad[i] - meanAd);
            (varPhoto, varAd, both) = (varPhoto + (p * p / n), varAd + (a * a / n), both + (p * a / n));
        }

        return ((2 * both) + Noise) / (varPhoto + varAd + Noise);
    }

    private static double? Sharpness(Tile tile, float[] photo, float[] photoBlurred, float[] ad, float[] adBlurred)
    {
        var detail = Math.Sqrt(tile.SquareOf(photo, photoBlurred));
        return detail < LeastDetail ? null : Math.Sqrt(tile.SquareOf(ad, adBlurred)) / detail;
    }

    private static CielabColor MeanOf(Tile tile, LabPicture picture) =>
        new(tile.MeanOf(picture.L), tile.MeanOf(picture.A), tile.MeanOf(picture.B));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double HueShiftOf(List<Tile> tiles, LabPicture photo, LabPicture ad)
    {
        var (real, imaginary, colourful, all) = (0.0, 0.0, 0, 0);
        foreach (var tile in tiles)
        {
            all += tile.Pixels.Length;
            foreach (var i in tile.Pixels)
            {
                if ((photo.A[i] * photo.A[i]) + (photo.B[i] * photo.B[i]) > LeastChroma * LeastChroma)
                {
                    colourful++;
                    real += (photo.A[i] * ad.A[i]) + (photo.B[i] * ad.B[i]);
                    imaginary += (photo.A[i] * ad.B[i]) - (photo.B[i] * ad.A[i]);
                }
            }
        }

        return colourful < all * 0.03 ? 0 : Math.Abs(Math.Atan2(imaginary, real)) * 180 / Math.PI;
    }
}
