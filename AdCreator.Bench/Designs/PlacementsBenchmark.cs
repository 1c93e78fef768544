using System.Diagnostics;
using AdCreator.Core.Ads.Briefs;
using AdCreator.Core.Ads.Placements;
using AdCreator.Core.Demo.Pictures;
using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Bench.Designs;

/// <summary>All image placements of one ad, with layout, checks and metadata, against bare SkiaSharp encodes of the same pixels. Processor time of one thread.</summary>
internal sealed class PlacementsBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int Previews = 40;

    public string Name => "placements";

    public Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        var input = Input();
        var idle = Settled();
        Render(input);
        var (all, bare, peak) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0d);
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var began = Processor();
            var files = Render(input);
            all = Least(all, Processor() - began);
            peak = Math.Max(peak, Resident());
            bare = Least(bare, Encode(files));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            Figure.Shown($"placements, {PlacementSpecs.Images.Count} files of one ad", all.TotalMilliseconds, "ms"),
            Figure.Shown("placements, bare encodes of the same pixels", bare.TotalMilliseconds, "ms"),
            Figure.Shown("placements, files to bare encodes", all / bare, "x"),
            Figure.AtMost("placements, own time beside the encodes", (all - bare) / bare, 2, "x"),
            Figure.AtMost("placements, memory over idle", peak - idle, 300, "MB"),
            Figure.AtMost("placements, preview after a keystroke", Preview(input), 150, "ms"),
        ]);
    }

    private static List<PlacementFile> Render(DesignInput input)
    {
        using var renderer = PlacementRenderer.Open(input);
        List<PlacementFile> files = [.. PlacementSpecs.Images.Select(p => renderer.Render(p))];
        return files.TrueForAll(f => f.Ad is not null) ? files : throw new InvalidOperationException("A placement gave no file.");
    }

    private static TimeSpan Encode(List<PlacementFile> files)
    {
        var sum = TimeSpan.Zero;
        foreach (var file in files)
        {
            using var bitmap = SKBitmap.Decode(file.Ad!.Picture.Bytes.Span);
            var began = Processor();
            PicturePixels.EncodeJpeg(bitmap);
            sum += Processor() - began;
        }

        return sum;
    }

    private static double Preview(DesignInput input)
    {
        using var preview = PlacementPreview.Open(input);
        var placement = PlacementSpecs.Find("meta.feed.4x5")!;
        preview.Render(placement);
        var began = Processor();
        for (var i = 0; i < Previews; i++)
        {
            preview.Change(new() { Headline = $"A quiet morning, take {i}" });
            preview.Render(placement);
        }

        return (Processor() - began).TotalMilliseconds / Previews;
    }

    private static DesignInput Input()
    {
        var random = new Random(3);
        using var product = Product();
        using var scene = new SKBitmap(new SKImageInfo(928, 1152, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        using (var canvas = new SKCanvas(scene))
        {
            var size = new SKSizeI(scene.Width, scene.Height);
            var stage = Stage.For(size, CopySide.Top, product: null, random);
            SceneStyles.Choose("", 3).Draw(new SceneCanvas(canvas, stage, ScenePalette.For(new SKColor(0x1E, 0x6F, 0x6A), random), random));
        }

        return new DesignInput
        {
            Brief = new Brief
            {
                BrandName = "Northwind Tea",
                BrandColor = "#B4532A",
                ProductName = "Calm Blend",
                ProductPictureBlobId = Guid.Empty,
                Variations = 1,
                AspectRatio = "4:5",
                Offer = "20 % off this week",
                Mode = PictureMode.ProductLock,
            },
            HookText = "Steep. Sip. Stay calm.",
            Scene = PicturePixels.EncodePng(scene).Bytes,
            Cutout = PicturePixels.EncodePng(product).Bytes,
        };
    }

    private static SKBitmap Product()
    {
        var bitmap = new SKBitmap(new SKImageInfo(600, 800, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0x1E, 0x6F, 0x6A) };
        canvas.DrawRoundRect(SKRect.Create(100, 60, 400, 700), 30, 30, paint);
        paint.Color = new SKColor(0xF4, 0xD0, 0x3F);
        canvas.DrawRect(160, 300, 280, 200, paint);
        return bitmap;
    }

    private static TimeSpan Least(TimeSpan first, TimeSpan second) => first < second ? first : second;

    private static TimeSpan Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private static double Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Resident();
    }
}
