using System.Diagnostics;
using System.Globalization;
using AdCreator.Core.Imaging;
using AdCreator.Core.Imaging.Cutouts;
using AdCreator.Core.Imaging.Fidelity;
using SkiaSharp;

namespace AdCreator.Bench.Pictures;

/// <summary>How often the fidelity check is right, on composites of the pictures of a folder.</summary>
/// <remarks>
/// Every second product served for choosing the limits; the targets are judged on the others. A composite that differs in
/// less than a hundredth of its pixels is no alteration and is left out.
/// </remarks>
internal sealed class FidelityBenchmark(string folder) : IBenchmark
{
    private const int FaithfulEach = 3;
    private const double LeastChanged = 0.01;
    private const string Faithful = "faithful";

    private readonly List<Trial> trials = [];
    private TimeSpan comparing;

    public string Name => "fidelity";

    public Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var products = Products(cancellationToken);
        for (var k = 0; k < products.Count; k++)
        {
            Try(products, k, cancellationToken);
        }

        IReadOnlyList<Figure> figures =
        [
            new("products cut out for it", $"{products.Count}", "", null),
            .. trials.Where(t => !t.IsTuning).GroupBy(t => t.Kind).Select(g => FigureOf(g.Key, [.. g])),
            .. trials.Where(t => t.IsTuning).GroupBy(t => t.Kind).Select(g => FigureOf(g.Key, [.. g]) with { Name = $"tuning half: {g.Key}", Target = "", IsMet = null }),
            Figure.Shown("one comparison", comparing.TotalSeconds / trials.Count, "CPU-s"),
        ];
        return Task.FromResult(figures);
    }

    private static Figure FigureOf(string kind, IReadOnlyList<Trial> trials)
    {
        var (passed, unverified) = (trials.Count(t => t.Verdict == FidelityVerdict.Faithful), trials.Count(t => t.Verdict == FidelityVerdict.NotVerified));
        var wrong = kind == Faithful ? trials.Count - passed - unverified : passed;
        var measured = string.Create(CultureInfo.InvariantCulture, $"{(kind == Faithful ? "called altered" : "passed")} {wrong} of {trials.Count}, not verified {unverified}");
        var (limit, isFine) = (kind == Faithful ? 0.05 : 0.02, kind.EndsWith("(fine)", StringComparison.Ordinal));
        return isFine ? new Figure(kind, measured, "", null) : new Figure(kind, measured, $"≤ {limit * 100:0} %", wrong <= limit * trials.Count);
    }

    private void Try(List<Product> products, int k, CancellationToken cancellationToken)
    {
        var product = products[k];
        var random = new Random(1000 + k);
        for (var i = 0; i < FaithfulEach; i++)
        {
            Compare(product, k, Faithful, Composite.Draw(product.Cutout, random), cancellationToken);
        }

        foreach (var (name, make) in Alterations.All)
        {
            using var altered = make(product.Cutout, random);
            if (Alterations.Changed(product.Cutout, altered) >= LeastChanged)
            {
                Compare(product, k, name, Composite.Draw(altered, random), cancellationToken);
            }
        }

        Compare(product, k, "another product", Composite.Draw(products[(k + 2) % products.Count].Cutout, random), cancellationToken);
    }

    private void Compare(Product product, int number, string kind, (byte[] Ad, PixelBox Place) made, CancellationToken cancellationToken)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var result = FidelityCheck.Compare(product.Reference, made.Ad, [], made.Place, cancellationToken);
        comparing += Process.GetCurrentProcess().TotalProcessorTime - before;
        trials.Add(new Trial(kind, number % 2 == 0, result.Verdict));
        var figures = result.Figures is { } f ? f.ToString() : "";
        Console.WriteLine($"{product.Name}\t{(number % 2 == 0 ? "tuning" : "judged")}\t{kind}\t{result.Verdict}\t{result.Reason}\t{figures}");
    }

    /// <summary>The pictures that can be cut out, cropped to the product.</summary>
    private List<Product> Products(CancellationToken cancellationToken)
    {
        var products = new List<Product>();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (PictureInspector.FindRefusal(File.ReadAllBytes(file)) is null
                && ProductCutter.Cut(File.ReadAllBytes(file), cancellationToken) is CutoutResult.Cut { Trust: not CutoutTrust.NeedsTransparentPicture } cut)
            {
                products.Add(new Product(Path.GetFileName(file), cut.Picture.Bytes, SKBitmap.Decode(cut.Picture.Bytes.Span)));
            }
        }

        return products.Count >= 4 ? products : throw new InvalidOperationException($"{folder} holds {products.Count} pictures that can be cut out; four are needed.");
    }

    private sealed record Product(string Name, ReadOnlyMemory<byte> Reference, SKBitmap Whole)
    {
        /// <summary>Without the empty margin.</summary>
        public SKBitmap Cutout { get; } = Cropped(Whole);

        private static SKBitmap Cropped(SKBitmap whole)
        {
            var (left, top, right, bottom) = (whole.Width, whole.Height, 0, 0);
            for (var y = 0; y < whole.Height; y++)
            {
                for (var x = 0; x < whole.Width; x++)
                {
                    if (whole.GetPixel(x, y).Alpha > 8)
                    {
                        (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                    }
                }
            }

            var product = new SKBitmap(new SKImageInfo(right - left, bottom - top, SKColorType.Rgba8888, SKAlphaType.Premul));
            using var canvas = new SKCanvas(product);
            canvas.DrawBitmap(whole, -left, -top, SKSamplingOptions.Default);
            canvas.Flush();
            return product;
        }
    }

    private sealed record Trial(string Kind, bool IsTuning, FidelityVerdict Verdict);
}
