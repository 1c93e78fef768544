using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Draws a plan and measures what it drew.</summary>
/// <param name="sources">Pictures, fonts and colours.</param>
/// <param name="plan">In pixels of the canvas.</param>
/// <param name="scale">Pixels of the bitmap for each pixel of the canvas: 1, or less for a preview.</param>
internal sealed class AdPainter(ArtworkSources sources, AdPlan plan, float scale)
{
    private readonly List<SKColor> used = [];

    private readonly List<(SKPoint At, SKColor Color)> probes = [];

    private double contrast = 21;

    public AdGeometry Draw(SKBitmap ad, bool drawsText)
    {
        using var canvas = new SKCanvas(ad);
        canvas.Scale((float)ad.Width / plan.Size.Width, (float)ad.Height / plan.Size.Height);
        ad.Erase(SKColors.White);
        DrawScene(ad);
        var text = DrawGround(canvas, ad, drawsText);
        if (sources.Product is { } product && plan.Product is { } box)
        {
            ProductShadow.Draw(canvas, product, box, GroundAt(ad, box), Stands(box));
            canvas.DrawImage(product.Image, box, PicturePixels.SamplingAt(box.Width * scale / product.Image.Width));
        }

        if (drawsText)
        {
            DrawPanelOver(canvas);
            contrast = PictureTiles.MeasureContrast(ad, OnBitmap(plan.Text.TypeBox), text);
            DrawText(canvas, ad, text);
        }

        canvas.Flush();
        return GeometryOf(drawsText ? Math.Max(DistanceOfProbes(ad), DistanceOfText(ad, text)) : 0);
    }

    private void DrawScene(SKBitmap ad)
    {
        var (w, h) = (sources.SceneSize.Width, sources.SceneSize.Height);
        var window = new SKRect(plan.Window.Left * w, plan.Window.Top * h, plan.Window.Right * w, plan.Window.Bottom * h);
        SceneScaler.Draw(sources.Scene, window, ad, SKRectI.Intersect(OnBitmap(plan.SceneArea), SKRectI.Create(ad.Width, ad.Height)));
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
        var scrim = Scrim.For(ad, OnBitmap(plan.Text.TypeBox));
        scrim.Draw(ad, OnBitmap(plan.Text.Box), IsBeside);
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
        if (!used.Contains(paint.Color))
        {
            Use(paint.Color, new SKPoint(Math.Clamp(plan.Panel[0].X, 2, plan.Size.Width - 3), 2));
        }
    }

    private void DrawText(SKCanvas canvas, SKBitmap ad, SKColor text)
    {
        canvas.Flush();
        var placed = plan.Text;
        using var paint = new SKPaint { IsAntialias = true };
        if (placed.Accent is { } accent)
        {
            paint.Color = sources.Colors.AccentOn(MeanOf(ad, SKRect.Inflate(accent, 0, accent.Height)), text);
            canvas.DrawRoundRect(accent, accent.Height / 2, accent.Height / 2, paint);
            Use(paint.Color, new SKPoint(accent.MidX, accent.MidY));
        }

        if (placed.Logo is { } logo)
        {
            DrawLogo(canvas, ad, logo, paint);
        }

        paint.Color = text;
        used.Add(text);
        if (placed.BrandBox is { } brand)
        {
            placed.Brand!.Draw(canvas, brand.Left, brand.Top + (brand.Height * 0.8f), paint);
        }

        var (headline, box) = (placed.Headline, placed.HeadlineBox);
        for (var i = 0; i < headline.Lines.Count; i++)
        {
            var x = headline.RightToLeft ? box.Right - headline.Lines[i].Width : box.Left;
            headline.Lines[i].Draw(canvas, x, box.Top + ((headline.Metrics.Ascent + (i * headline.Leading)) * headline.Size), paint);
        }

        DrawBadge(canvas, paint);
        DrawLabel(canvas, paint);
    }

    private void DrawBadge(SKCanvas canvas, SKPaint paint)
    {
        if (plan.Text is not { Offer: { } label, Badge: { } badge })
        {
            return;
        }

        var ground = plan.Panel.Count > 0 ? sources.Colors.BadgeOn(sources.Colors.Main) : sources.Colors.Main;
        var words = Contrast.ReadableOn(ground);
        var radius = Math.Min(badge.Height / 2, label.Size * 1.1f);
        paint.Color = ground;
        canvas.DrawRoundRect(badge, radius, radius, paint);
        Use(ground, new SKPoint(badge.Left + (label.Size * 0.5f), badge.MidY));
        paint.Color = words;
        used.Add(words);
        contrast = Math.Min(contrast, Contrast.Ratio(ground, words));
        var top = badge.MidY - (label.Height / 2);
        for (var i = 0; i < label.Lines.Count; i++)
        {
            label.Lines[i].Draw(canvas, badge.MidX - (label.Lines[i].Width / 2), top + ((label.Metrics.Ascent + (i * label.Leading)) * label.Size), paint);
        }
    }

    private void DrawLabel(SKCanvas canvas, SKPaint paint)
    {
        if (plan is not { Label: { } box, LabelLine: { } line })
        {
            return;
        }

        paint.Color = Contrast.Ink;
        canvas.DrawRoundRect(box, box.Height / 4, box.Height / 4, paint);
        Use(Contrast.Ink, new SKPoint(box.Left + (box.Height * 0.2f), box.MidY));
        paint.Color = SKColors.White;
        used.Add(SKColors.White);
        line.Draw(canvas, box.MidX - (line.Width / 2), box.MidY + (box.Height * 0.22f), paint);
    }

    private void DrawLogo(SKCanvas canvas, SKBitmap ad, SKRect box, SKPaint paint)
    {
        var logo = sources.Logo!;
        var ground = plan.Panel.Count > 0 ? sources.Colors.Main : MeanOf(ad, box);
        if (logo.PlateOn(ground) is { } plate)
        {
            var pad = box.Height * 0.14f;
            paint.Color = plate;
            canvas.DrawRoundRect(box, pad, pad, paint);
            Use(plate, new SKPoint(box.Left + pad, box.Top + (pad * 0.4f)));
            box = Fitted(SKRect.Inflate(box, -pad, -pad), logo.AspectRatio);
        }

        canvas.DrawImage(logo.Image, box, PicturePixels.SamplingAt(box.Width * scale / logo.Image.Width));
    }

    private static SKRect Fitted(SKRect room, float aspectRatio)
    {
        var height = Math.Min(room.Height, room.Width / aspectRatio);
        return SKRect.Create(room.MidX - (height * aspectRatio / 2), room.MidY - (height / 2), height * aspectRatio, height);
    }

    private bool IsBeside => plan.Product is { } product
        ? plan.Text.Box.Right <= product.Left || plan.Text.Box.Left >= product.Right
        : plan.Size.Width > plan.Size.Height * 1.3f;

    private float SceneScale => plan.SceneArea.Width / (plan.Window.Width * sources.SceneSize.Width);

    private void Use(SKColor color, SKPoint probe)
    {
        used.Add(color);
        probes.Add((probe, color));
    }

    private SKRectI OnBitmap(SKRect box) => new(
        (int)MathF.Floor(box.Left * scale), (int)MathF.Floor(box.Top * scale), (int)MathF.Ceiling(box.Right * scale), (int)MathF.Ceiling(box.Bottom * scale));

    private SKColor MeanOf(SKBitmap ad, SKRect box) => PictureTiles.Average(PictureTiles.Of(ad, OnBitmap(box)));

    /// <summary>Whether the product's foot is below the scene's horizon.</summary>
    private bool Stands(SKRect product) =>
        plan.Window.Top + ((product.Bottom - plan.SceneArea.Top) / plan.SceneArea.Height * plan.Window.Height) > sources.Horizon;

    /// <summary>The ground just in front of the product.</summary>
    private SKColor GroundAt(SKBitmap ad, SKRect product) =>
        MeanOf(ad, SKRect.Create(product.Left, product.Bottom - (product.Height * 0.04f), product.Width, product.Height * 0.1f));

    private double DistanceOfProbes(SKBitmap ad) => probes
        .Select(p => sources.Colors.DistanceTo(ad.GetPixel(
            Math.Clamp((int)(p.At.X * scale), 0, ad.Width - 1), Math.Clamp((int)(p.At.Y * scale), 0, ad.Height - 1))))
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Of the pixel in the headline that comes nearest to its colour: the inside of a stroke.</summary>
    private double DistanceOfText(SKBitmap ad, SKColor text)
    {
        var (wanted, box) = (LabColor.Of(text), SKRectI.Intersect(OnBitmap(plan.Text.HeadlineBox), SKRectI.Create(ad.Width, ad.Height)));
        var nearest = double.MaxValue;
        for (var y = box.Top; y < box.Bottom && nearest > 0.2; y++)
        {
            for (var x = box.Left; x < box.Right && nearest > 0.2; x++)
            {
                nearest = Math.Min(nearest, LabColor.Of(ad.GetPixel(x, y)).DistanceTo(wanted));
            }
        }

        return nearest;
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
            Contrast = contrast,
            ColorDistance = distance,
            Colors = [.. used.Distinct().Select(KitColors.Name)],
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
