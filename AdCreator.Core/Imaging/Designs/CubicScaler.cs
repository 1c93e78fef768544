using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Scales a window of a picture onto an area, with Mitchell's cubic filter in two passes: a quarter of Skia's time, and without its ripples when shrinking.</summary>
/// <remarks>Both bitmaps are 8-bit RGBA with colours multiplied by alpha. What the area held is replaced, not blended.</remarks>
internal static class CubicScaler
{
    /// <param name="picture">Where from.</param>
    /// <param name="window">In pixels of the picture.</param>
    /// <param name="ad">Where to.</param>
    /// <param name="area">Whole pixels of the ad.</param>
    public static void Draw(SKBitmap picture, SKRect window, SKBitmap ad, SKRectI area)
    {
        var across = Filter.Of(window.Left, window.Width, area.Width, picture.Width);
        var down = Filter.Of(window.Top, window.Height, area.Height, picture.Height);
        var source = MemoryMarshal.Cast<byte, uint>(picture.GetPixelSpan());
        var target = MemoryMarshal.Cast<byte, uint>(ad.GetPixelSpan());
        var (sourceStride, targetStride) = (picture.RowBytes / 4, ad.RowBytes / 4);

        // Rows that were scaled across, kept while a row of the ad still needs them.
        var kept = new Vector128<float>[down.Taps][];
        var keptRow = new int[down.Taps];
        Array.Fill(keptRow, -1);
        var ordered = new Vector128<float>[down.Taps][];
        var wide = new Vector128<float>[picture.Width];
        for (var y = 0; y < area.Height; y++)
        {
            for (var tap = 0; tap < down.Taps; tap++)
            {
                var row = down.Start[y] + tap;
                var slot = row % down.Taps;
                if (keptRow[slot] != row)
                {
                    kept[slot] ??= new Vector128<float>[area.Width];
                    ScaleAcross(source.Slice(row * sourceStride, picture.Width), wide, across, kept[slot]);
                    keptRow[slot] = row;
                }

                ordered[tap] = kept[slot];
            }

            Mix(ordered, down.Weights.AsSpan(y * down.Taps, down.Taps), target.Slice(((area.Top + y) * targetStride) + area.Left, area.Width));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleAcross(ReadOnlySpan<uint> source, Vector128<float>[] wide, Filter filter, Vector128<float>[] scaled)
    {
        for (var x = filter.First; x < filter.Last; x++)
        {
            wide[x] = Vector128.ConvertToSingle(Vector128.Create(source[x] & 0xFF, (source[x] >> 8) & 0xFF, (source[x] >> 16) & 0xFF, source[x] >> 24).AsInt32());
        }

        var weights = filter.Weights.AsSpan();
        var taps = filter.Taps;
        for (var x = 0; x < scaled.Length; x++)
        {
            var sum = Vector128<float>.Zero;
            var pixels = wide.AsSpan(filter.Start[x], taps);
            var parts = weights.Slice(x * taps, taps);
            for (var tap = 0; tap < parts.Length; tap++)
            {
                sum += pixels[tap] * parts[tap];
            }

            scaled[x] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(Vector128<float>[][] rows, ReadOnlySpan<float> weights, Span<uint> target)
    {
        var (most, half) = (Vector128.Create(255f), Vector128.Create(0.5f));
        for (var x = 0; x < target.Length; x++)
        {
            var sum = half;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                sum += rows[tap][x] * weights[tap];
            }

            // No colour may exceed its alpha. Four channels are narrowed to bytes at once.
            var alpha = Vector128.Min(Vector128.Shuffle(sum, Vector128.Create(3, 3, 3, 3)), most);
            var whole = Vector128.ConvertToInt32(Vector128.Max(Vector128.Min(sum, alpha), Vector128<float>.Zero));
            var narrow = Vector128.Narrow(whole, whole);
            target[x] = Vector128.Narrow(narrow.AsUInt16(), narrow.AsUInt16()).AsUInt32()[0];
        }
    }

    /// <summary>For each pixel of the target the first source pixel and the weights of the following ones, which sum up to 1.</summary>
    private sealed record Filter(int[] Start, float[] Weights, int Taps, int First, int Last)
    {
        public static Filter Of(float from, float length, int targets, int sources)
        {
            var step = length / targets;
            var spread = Math.Max(1, step);
            var taps = Math.Min(sources, (int)Math.Ceiling(2 * 2 * spread - 0.001f));
            var (start, weights) = (new int[targets], new float[targets * taps]);
            for (var i = 0; i < targets; i++)
            {
                var middle = from + ((i + 0.5f) * step) - 0.5f;
                start[i] = Math.Clamp((int)Math.Floor(middle - (2 * spread)) + 1, 0, sources - taps);
                var sum = 0f;
                for (var tap = 0; tap < taps; tap++)
                {
                    sum += weights[(i * taps) + tap] = Mitchell((start[i] + tap - middle) / spread);
                }

                for (var tap = 0; tap < taps; tap++)
                {
                    weights[(i * taps) + tap] /= sum;
                }
            }

            return new Filter(start, weights, taps, start[0], start[^1] + taps);
        }

        /// <summary>Mitchell and Netravali 1988, B = C = 1/3.</summary>
        private static float Mitchell(float at)
        {
            var x = MathF.Abs(at);
            return x switch
            {
                < 1 => ((7 * x * x * x) - (12 * x * x) + (16 / 3f)) / 6,
                < 2 => ((-7 / 3f * x * x * x) + (12 * x * x) - (20 * x) + (32 / 3f)) / 6,
                _ => 0,
            };
        }
    }
}
