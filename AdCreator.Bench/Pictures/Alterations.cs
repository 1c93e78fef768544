using SkiaSharp;

namespace AdCreator.Bench.Pictures;

/// <summary>What can be wrong with a product on an ad.</summary>
internal static class Alterations
{
    /// <summary>Every kind by name; null for one that changes hardly a pixel of this product.</summary>
    public static IReadOnlyList<(string Name, Func<SKBitmap, Random, SKBitmap> Make)> All { get; } =
    [
        ("stretched 12 %", (product, random) => Resized(product, random.Next(2) == 0)),
        ("hue turned 8°", (product, _) => Hue(product, 8)),
        ("hue turned 25°", (product, _) => Hue(product, 25)),
        ("part recoloured", Recoloured),
        ("patch turned", (product, random) => Patch(product, random, 0.16, PatchChange.Turned)),
        ("patch erased", (product, random) => Patch(product, random, 0.14, PatchChange.Erased)),
        ("patch blurred (fine)", (product, random) => Patch(product, random, 0.10, PatchChange.Blurred)),
        ("mirrored", (product, _) => Mirrored(product)),
        ("warped 5 px", (product, random) => Warped(product, random, 5)),
        ("warped 2 px (fine)", (product, random) => Warped(product, random, 2)),
    ];

    private enum PatchChange
    {
        Turned = 1,
        Erased,
        Blurred,
    }

    /// <summary>Share of the product's pixels that look different to somebody who compares them side by side, 0 to 1.</summary>
    public static double Changed(SKBitmap one, SKBitmap other)
    {
        if (one.Width != other.Width || one.Height != other.Height)
        {
            return 1;
        }

        var (changed, all) = (0, 0);
        var a = one.GetPixelSpan();
        var b = other.GetPixelSpan();
        for (var i = 0; i < a.Length; i += 4)
        {
            if (a[i + 3] > 200)
            {
                all++;
                changed += Math.Abs(a[i] - b[i]) + Math.Abs(a[i + 1] - b[i + 1]) + Math.Abs(a[i + 2] - b[i + 2]) > 18 ? 1 : 0;
            }
        }

        return (double)changed / Math.Max(1, all);
    }

    private static SKBitmap Resized(SKBitmap product, bool wider)
    {
        var info = product.Info.WithSize(wider ? (int)(product.Width * 1.12) : product.Width, wider ? product.Height : (int)(product.Height * 1.12));
        return product.Resize(info, new SKSamplingOptions(SKCubicResampler.Mitchell))!;
    }

    private static SKBitmap Mirrored(SKBitmap product)
    {
        var result = new SKBitmap(product.Info);
        using var canvas = new SKCanvas(result);
        canvas.Scale(-1, 1, product.Width / 2f, 0);
        canvas.DrawBitmap(product, 0, 0, SKSamplingOptions.Default);
        canvas.Flush();
        return result;
    }

    private static SKBitmap Hue(SKBitmap product, float degrees) => Each(product, (_, _, color) =>
    {
        color.ToHsl(out var h, out var s, out var l);
        return SKColor.FromHsl((h + degrees) % 360, s, l, color.Alpha);
    });

    private static SKBitmap Recoloured(SKBitmap product, Random random)
    {
        var (x, y) = PlaceOf(product, random, 0.18);
        var radius = 0.18 * Math.Max(product.Width, product.Height);
        return Each(product, (px, py, color) =>
        {
            if (((px - x) * (px - x)) + ((py - y) * (py - y)) > radius * radius)
            {
                return color;
            }

            color.ToHsl(out var h, out var s, out var l);
            return SKColor.FromHsl((h + 110) % 360, Math.Clamp(s + 30, 0, 100), l, color.Alpha);
        });
    }

    private static SKBitmap Patch(SKBitmap product, Random random, double share, PatchChange change)
    {
        var (x, y) = PlaceOf(product, random, share);
        var half = (int)(share * Math.Max(product.Width, product.Height) / 2);
        var box = new SKRectI(Math.Max(0, x - half), Math.Max(0, y - half), Math.Min(product.Width, x + half), Math.Min(product.Height, y + half));
        var result = product.Copy();
        using var part = new SKBitmap(product.Info.WithSize(box.Width, box.Height));
        using (var cut = new SKCanvas(part))
        {
            cut.DrawBitmap(product, -box.Left, -box.Top, SKSamplingOptions.Default);
        }

        using var canvas = new SKCanvas(result);
        using var paint = new SKPaint { BlendMode = SKBlendMode.SrcATop };
        using var blur = change switch
        {
            PatchChange.Blurred => SKImageFilter.CreateBlur(3, 3, SKShaderTileMode.Clamp),
            PatchChange.Erased => SKImageFilter.CreateBlur(half * 0.6f, half * 0.6f, SKShaderTileMode.Clamp),
            _ => null,
        };
        paint.ImageFilter = blur;
        canvas.ClipRect(box);
        if (change == PatchChange.Turned)
        {
            canvas.RotateDegrees(180, box.MidX, box.MidY);
        }

        canvas.DrawBitmap(part, box.Left, box.Top, SKSamplingOptions.Default, paint);
        canvas.Flush();
        return result;
    }

    private static SKBitmap Warped(SKBitmap product, Random random, double pixels)
    {
        var (phaseX, phaseY, wave) = (random.NextDouble() * 6, random.NextDouble() * 6, 0.3 * Math.Max(product.Width, product.Height));
        var source = product.Pixels;
        return Each(product, (x, y, _) => Sample(
            source, product.Width, product.Height, x + (pixels * Math.Sin((y * 2 * Math.PI / wave) + phaseX)), y + (pixels * Math.Sin((x * 2 * Math.PI / wave) + phaseY))));
    }

    private static SKColor Sample(SKColor[] source, int width, int height, double x, double y)
    {
        var (cx, cy) = (Math.Clamp(x, 0, width - 1.001), Math.Clamp(y, 0, height - 1.001));
        var (fx, fy, at) = (cx - (int)cx, cy - (int)cy, ((int)cy * width) + (int)cx);
        var (a, b, c, d) = (source[at], source[at + 1], source[at + width], source[at + width + 1]);
        byte Mix(byte one, byte two, byte three, byte four) => (byte)((((one * (1 - fx)) + (two * fx)) * (1 - fy)) + (((three * (1 - fx)) + (four * fx)) * fy) + 0.5);
        return new SKColor(Mix(a.Red, b.Red, c.Red, d.Red), Mix(a.Green, b.Green, c.Green, d.Green), Mix(a.Blue, b.Blue, c.Blue, d.Blue), Mix(a.Alpha, b.Alpha, c.Alpha, d.Alpha));
    }

    private static SKBitmap Each(SKBitmap product, Func<int, int, SKColor, SKColor> change)
    {
        var (result, pixels) = (product.Copy(), product.Pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = pixels[i].Alpha > 0 ? change(i % product.Width, i / product.Width, pixels[i]) : pixels[i];
        }

        result.Pixels = pixels;
        return result;
    }

    /// <summary>Of twenty places on the product, the one where most is drawn: changing a plain surface changes nothing.</summary>
    private static (int X, int Y) PlaceOf(SKBitmap product, Random random, double share)
    {
        var half = Math.Max(4, (int)(share * Math.Max(product.Width, product.Height) / 2));
        var best = (X: product.Width / 2, Y: product.Height / 2, Detail: -1.0);
        for (var k = 0; k < 200 && (k < 20 || best.Detail < 0); k++)
        {
            var (x, y) = (random.Next(half, Math.Max(half + 1, product.Width - half)), random.Next(half, Math.Max(half + 1, product.Height - half)));
            var values = new List<double>();
            for (var dy = -half; dy < half; dy += 3)
            {
                for (var dx = -half; dx < half; dx += 3)
                {
                    if (product.GetPixel(Math.Clamp(x + dx, 0, product.Width - 1), Math.Clamp(y + dy, 0, product.Height - 1)) is { Alpha: > 200 } color)
                    {
                        values.Add((color.Red + color.Green + color.Blue) / 3.0);
                    }
                }
            }

            var cover = values.Count * 9.0 / (4 * half * half);
            if (cover > 0.8 && values.Average(v => Math.Abs(v - values.Average())) is var detail && detail > best.Detail)
            {
                best = (x, y, detail);
            }
        }

        return (best.X, best.Y);
    }
}
