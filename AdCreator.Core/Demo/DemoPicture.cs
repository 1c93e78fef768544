using System.Text.RegularExpressions;
using AdCreator.Core.Demo.Pictures;
using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Core.Demo;

/// <summary>Draws the picture of a request: a scene, the product standing in it, calm space for copy, a DEMO mark.</summary>
internal static partial class DemoPicture
{
    /// <summary>Words of a prompt that leave the product's place empty.</summary>
    public const string NoProduct = "draw no product";

    /// <summary>Pixels at 1K, as the real models give them: about one megapixel.</summary>
    private static readonly Dictionary<string, SKSizeI> Sizes = new(StringComparer.Ordinal)
    {
        ["1:1"] = new(1024, 1024),
        ["2:3"] = new(848, 1264),
        ["3:2"] = new(1264, 848),
        ["3:4"] = new(896, 1200),
        ["4:3"] = new(1200, 896),
        ["4:5"] = new(928, 1152),
        ["5:4"] = new(1152, 928),
        ["9:16"] = new(768, 1376),
        ["16:9"] = new(1376, 768),
        ["21:9"] = new(1584, 672),
        ["1:4"] = new(512, 2048),
        ["4:1"] = new(2048, 512),
        ["1:8"] = new(352, 2928),
        ["8:1"] = new(2928, 352),
    };

    public static EncodedPicture Draw(DemoRequest request)
    {
        var size = SizeOf(request);
        using var product = request.Pictures.Count == 0 ? null : ProductCutout.From(request.Pictures[0]);
        using var picture = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(picture);
        var random = request.RandomFor("picture");
        var palette = ScenePalette.For(product?.Color, random);
        var stage = Stage.For(size, CopySideOf(request, size), product, random);
        var scene = new SceneCanvas(canvas, stage, palette, random);
        SceneStyles.Choose(new DemoFacts(request.Text).Scene, request.Seed).Draw(scene);
        if (WantsNoProduct(request))
        {
            StandingPlace.Light(scene);
        }
        else
        {
            product?.Draw(canvas, stage);
        }

        Vignette(canvas, size);
        Mark(canvas, size);
        canvas.Flush();
        return PicturePixels.EncodePng(picture);
    }

    /// <summary>Whether the product's picture was sent as information only: it will be placed on the scene afterwards.</summary>
    private static bool WantsNoProduct(DemoRequest request) =>
        (request.Instructions + request.Text).Contains(NoProduct, StringComparison.OrdinalIgnoreCase);

    private static SKSizeI SizeOf(DemoRequest request)
    {
        var size = Sizes[request.AspectRatio];
        return request.ImageSize switch
        {
            "512" => new SKSizeI(size.Width / 2, size.Height / 2),
            "2K" => new SKSizeI(size.Width * 2, size.Height * 2),
            "4K" => new SKSizeI(size.Width * 4, size.Height * 4),
            _ => size,
        };
    }

    /// <summary>The side that the prompt wants empty; without a word about it the top, and in wide pictures the left.</summary>
    private static CopySide CopySideOf(DemoRequest request, SKSizeI size)
    {
        var place = EmptyPlace().Match(request.Text).Groups["place"].Value.ToLowerInvariant();
        return place switch
        {
            "top" or "upper" => CopySide.Top,
            "bottom" or "lower" => CopySide.Bottom,
            "left" => CopySide.Left,
            "right" => CopySide.Right,
            _ => size.Width > size.Height * 1.3 ? CopySide.Left : CopySide.Top,
        };
    }

    private static void Vignette(SKCanvas canvas, SKSizeI size)
    {
        var middle = new SKPoint(size.Width / 2f, size.Height * 0.55f);
        using var shader = SKShader.CreateRadialGradient(
            middle, Math.Max(size.Width, size.Height) * 0.95f, [new SKColor(20, 14, 10, 0), new SKColor(20, 14, 10, 4), new SKColor(20, 14, 10, 16), new SKColor(20, 14, 10, 40)], [0.3f, 0.5f, 0.72f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        canvas.DrawRect(0, 0, size.Width, size.Height, paint);
    }

    /// <summary>So that no demo picture passes for a real one.</summary>
    private static void Mark(SKCanvas canvas, SKSizeI size)
    {
        var unit = Math.Min(size.Width, size.Height);
        var line = ShapedLine.Of("DEMO", FontWeight.SemiBold, unit * 0.019f, rightToLeft: false, unit * 0.0032f);
        var (pad, height) = (unit * 0.013f, unit * 0.035f);
        var box = SKRect.Create(size.Width - (unit * 0.034f) - line.Width - (2 * pad), size.Height - (unit * 0.034f) - height, line.Width + (2 * pad), height);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(0, 0, 0, 88) };
        canvas.DrawRoundRect(box, height / 2, height / 2, paint);
        paint.Color = new SKColor(255, 255, 255, 225);
        line.Draw(canvas, box.Left + pad + (unit * 0.0016f), box.MidY + (unit * 0.0068f), paint);
    }

    [GeneratedRegex(@"\b(?<place>top|upper|bottom|lower|left|right)[ -](third|half|quarter|part|side|\d+ ?(percent|%))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyPlace();
}
