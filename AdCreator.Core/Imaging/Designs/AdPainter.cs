using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Draws a plan and measures what it drew.</summary>
/// <param name="sources">Pictures, fonts and colours.</param>
/// <param name="plan">In pixels of the canvas.</param>
/// <param name="scale">Pixels of the bitmap for each pixel of the canvas: 1, or less for a preview.</param>
internal sealed class AdPainter(ArtworkSources sources, AdPlan plan, float scale)
{
    private readonly TextPainter words = new(sources, plan, scale);

    public AdGeometry Draw(SKBitmap ad, bool drawsText)
    {
        using var canvas = new SKCanvas(ad);
        canvas.Scale((float)ad.Width / plan.Size.Width, (float)ad.Height / plan.Size.Height);
        ad.Erase(SKColors.White);
        DrawScene(ad);
        var light = plan.Product is { } place ? LightAt(ad, place) : default;
        var text = DrawGround(canvas, ad, drawsText);
        if (sources.Product is { } product && plan.Product is { } box)
        {
            ProductShadow.Draw(canvas, product, box, GroundAt(ad, box), Stands(box));
            light.Draw(canvas, product, SKRectI.Round(new SKRect(box.Left * scale, box.Top * scale, box.Right * scale, box.Bottom * scale)));
        }

        if (drawsText)
        {
            DrawPanelOver(canvas);
            words.Draw(canvas, ad, text);
        }

        canvas.Flush();
        return GeometryOf(drawsText ? words.MeasureColors(ad, text) : 0);
    }

    private void DrawScene(SKBitmap ad)
    {
        var (w, h) = (sources.SceneSize.Width, sources.SceneSize.Height);
        var window = new SKRect(plan.Window.Left * w, plan.Window.Top * h, plan.Window.Right * w, plan.Window.Bottom * h);
        CubicScaler.Draw(sources.Scene, window, ad, SKRectI.Intersect(words.OnBitmap(plan.SceneArea), SKRectI.Create(ad.Width, ad.Height)));
    }

    /// <summary>The plain panel or the veil that the text stands on; answers the text's colour.</summary>
    private SKColor DrawGround(SKCanvas canvas, SKBitmap ad, bool drawsText)
    {
        if (plan.Panel.Count > 0)
        {
            DrawPanelOver(canvas);
            return Contrast.ReadableOn(sources.Colors.Main);
        }

        if (!drawsText)
        {
            return SKColors.White;
        }

        canvas.Flush();
        var scrim = Scrim.For(ad, words.OnBitmap(plan.Text.TypeBox));
        scrim.Draw(ad, words.OnBitmap(plan.Text.Box), IsBeside);
        return scrim.TextColor;
    }

    /// <summary>Before the product for its shadow, and after it so that no shadow dims the words' ground.</summary>
    private void DrawPanelOver(SKCanvas canvas)
    {
        if (plan.Panel.Count == 0)
        {
            return;
        }

        using var paint = new SKPaint { IsAntialias = true, Color = sources.Colors.Main };
        using var builder = new SKPathBuilder();
        builder.MoveTo(plan.Panel[0]);
        foreach (var corner in plan.Panel.Skip(1))
        {
            builder.LineTo(corner);
        }

        builder.Close();
        using var path = builder.Detach();
        canvas.DrawPath(path, paint);
        words.Use(paint.Color, new SKPoint(Math.Clamp(plan.Panel[0].X, 2, plan.Size.Width - 3), 2));
    }

    private bool IsBeside => plan.Product is { } product
        ? plan.Text.Box.Right <= product.Left || plan.Text.Box.Left >= product.Right
        : plan.Size.Width > plan.Size.Height * 1.3f;

    private float SceneScale => plan.SceneArea.Width / (plan.Window.Width * sources.SceneSize.Width);

    /// <summary>Whether the product's foot is below the scene's horizon.</summary>
    private bool Stands(SKRect product) =>
        plan.Window.Top + ((product.Bottom - plan.SceneArea.Top) / plan.SceneArea.Height * plan.Window.Height) > sources.Horizon;

    /// <summary>The ground just in front of the product.</summary>
    private SKColor GroundAt(SKBitmap ad, SKRect product) =>
        words.MeanOf(ad, SKRect.Create(product.Left, product.Bottom - (product.Height * 0.04f), product.Width, product.Height * 0.1f));

    /// <summary>The scene's light at both sides of the product; the wall behind it where there is no room beside it.</summary>
    private ProductLight LightAt(SKBitmap ad, SKRect product)
    {
        var reach = product.Width * 0.4f;
        return ProductLight.Between(
            LuminanceOf(new SKRect(product.Left - reach, product.Top, product.Left, product.Bottom), product),
            LuminanceOf(new SKRect(product.Right, product.Top, product.Right + reach, product.Bottom), product));

        double LuminanceOf(SKRect side, SKRect otherwise)
        {
            var seen = SKRect.Intersect(side, plan.SceneArea);
            return Contrast.Luminance(words.MeanOf(ad, seen.Width < reach / 4 ? SKRect.Intersect(otherwise, plan.SceneArea) : seen));
        }
    }

    private AdGeometry GeometryOf(double distance)
    {
        var text = plan.Text;
        return new AdGeometry
        {
            Safe = Box(plan.Safe),
            Text = Box(text.Box),
            Headline = Box(text.HeadlineBox),
            Offer = Box(text.Badge),
            Brand = Box(text.BrandBox),
            Logo = Box(text.Logo),
            AiLabel = Box(plan.Label),
            Product = Box(plan.Product),
            IsProductPlaced = sources.Product is not null,
            Contrast = words.Contrast,
            ColorDistance = distance,
            Colors = words.Colors,
            HeadlineSize = text.Headline.Size,
            SceneScale = SceneScale,
            ProductScale = sources.Product is { } cut && plan.Product is { } box ? box.Width / cut.Image.Width : null,
            SceneWindow = new RelativeBox(plan.Window.Left, plan.Window.Top, plan.Window.Width, plan.Window.Height),
            SceneArea = Box(plan.SceneArea),
            Dropped = text.Dropped,
        };
    }

    private static PixelBox? Box(SKRect? box) => box is { } b ? Box(b) : null;

    private static PixelBox Box(SKRect box)
    {
        // A hair beyond a whole pixel is rounding, not a pixel.
        const float Hair = 0.01f;
        var (left, top) = ((int)MathF.Floor(box.Left + Hair), (int)MathF.Floor(box.Top + Hair));
        return new PixelBox(left, top, (int)MathF.Ceiling(box.Right - Hair) - left, (int)MathF.Ceiling(box.Bottom - Hair) - top);
    }
}
