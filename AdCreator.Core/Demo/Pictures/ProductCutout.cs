using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>The product's own picture, cut out where its background allows it, else as a photo card.</summary>
internal sealed class ProductCutout : IDisposable
{
    private const int WorkSide = 1024;

    private readonly SKBitmap bitmap;

    private readonly bool isCard;

    private ProductCutout(SKBitmap bitmap, bool isCard)
    {
        (this.bitmap, this.isCard) = (bitmap, isCard);
        Color = PicturePalette.Of(bitmap, 1).FirstOrDefault(new SKColor(128, 128, 128));
    }

    /// <summary>The colour that stands out.</summary>
    public SKColor Color { get; }

    public float AspectRatio => (float)bitmap.Width / bitmap.Height;

    public static ProductCutout? From(byte[] picture)
    {
        var decoded = PicturePixels.Decode(picture, WorkSide);
        if (decoded is null)
        {
            return null;
        }

        using (decoded)
        {
            if (BorderFlood.HasTransparency(decoded))
            {
                return new ProductCutout(BorderFlood.Trim(decoded), isCard: false);
            }

            var cut = BorderFlood.Cut(decoded);
            return cut is null ? new ProductCutout(decoded.Copy(), isCard: true) : new ProductCutout(cut, isCard: false);
        }
    }

    public void Draw(SKCanvas canvas, Stage stage)
    {
        using var image = SKImage.FromBitmap(bitmap);
        if (isCard)
        {
            DrawCard(canvas, stage, image);
            return;
        }

        DrawShadow(canvas, stage, image, FootOf(bitmap));
        canvas.DrawImage(image, SKRect.Create(bitmap.Width, bitmap.Height), stage.Product, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    public void Dispose() => bitmap.Dispose();

    /// <summary>Dark and tight where it touches the ground, wide around it, and a long soft one away from the light.</summary>
    private static void DrawShadow(SKCanvas canvas, Stage stage, SKImage image, (float From, float To) standing)
    {
        var (box, foot) = (stage.Product, stage.Foot);
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        canvas.Translate(foot.X, foot.Y - (box.Height * 0.012f));
        canvas.Concat(new SKMatrix(1, -0.85f, 0, 0, 0.30f, 0, 0, 0, 1));
        using (var blur = SKImageFilter.CreateBlur(stage.Unit * 0.014f, stage.Unit * 0.02f))
        using (var dark = SKColorFilter.CreateBlendMode(new SKColor(24, 16, 12, 80), SKBlendMode.SrcIn))
        {
            paint.ImageFilter = blur;
            paint.ColorFilter = dark;
            canvas.DrawImage(image, SKRect.Create(image.Width, image.Height), SKRect.Create(-box.Width / 2, -box.Height, box.Width, box.Height), new SKSamplingOptions(SKFilterMode.Linear), paint);
        }

        canvas.Restore();
        paint.ImageFilter = null;
        paint.ColorFilter = null;
        (float X, float Y, float Blur, byte Alpha)[] ovals = [(0.62f, 0.05f, 0.03f, 62), (0.5f, 0.022f, 0.008f, 120), (0.47f, 0.010f, 0.003f, 130)];
        var (middle, width) = (box.Left + (box.Width * (standing.From + standing.To) / 2), box.Width * (standing.To - standing.From));
        foreach (var (x, y, soft, alpha) in ovals)
        {
            using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, stage.Unit * soft);
            paint.MaskFilter = blur;
            paint.Color = new SKColor(24, 16, 12, alpha);
            canvas.DrawOval(middle, foot.Y - (width * y * 0.6f), width * x, width * y, paint);
        }
    }

    /// <summary>Where the lowest part of the product stands, as parts of its width.</summary>
    private static (float From, float To) FootOf(SKBitmap product)
    {
        var (from, to) = (product.Width, 0);
        var pixels = product.GetPixelSpan();
        for (var y = (int)(product.Height * 0.95); y < product.Height; y++)
        {
            for (var x = 0; x < product.Width; x++)
            {
                if (pixels[(y * product.RowBytes) + (x * 4) + 3] > 128)
                {
                    (from, to) = (Math.Min(from, x), Math.Max(to, x + 1));
                }
            }
        }

        return to > from ? ((float)from / product.Width, (float)to / product.Width) : (0.2f, 0.8f);
    }

    private static void DrawCard(SKCanvas canvas, Stage stage, SKImage image)
    {
        var radius = stage.Unit * 0.025f;
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, stage.Unit * 0.022f);
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(24, 16, 12, 96), MaskFilter = blur };
        var box = stage.Product;
        canvas.DrawRoundRect(SKRect.Create(box.Left, box.Top + (stage.Unit * 0.02f), box.Width, box.Height), radius, radius, paint);
        paint.MaskFilter = null;
        paint.Color = SKColors.White;
        canvas.DrawRoundRect(box, radius, radius, paint);
        var inner = SKRect.Inflate(box, -stage.Unit * 0.012f, -stage.Unit * 0.012f);
        using var corner = new SKRoundRect(inner, radius * 0.6f);
        canvas.Save();
        canvas.ClipRoundRect(corner, SKClipOperation.Intersect, antialias: true);
        canvas.DrawImage(image, SKRect.Create(image.Width, image.Height), inner, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        canvas.Restore();
    }
}
