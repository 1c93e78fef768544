using System.Runtime.InteropServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Draws the words and marks of a plan and keeps what it laid over the picture.</summary>
/// <param name="sources">Fonts, logo and colours.</param>
/// <param name="plan">In pixels of the canvas.</param>
/// <param name="scale">Pixels of the bitmap for each pixel of the canvas.</param>
internal sealed class TextPainter(ArtworkSources sources, AdPlan plan, float scale)
{
    private readonly List<SKColor> used = [];

    private readonly List<SKPoint> probes = [];

    /// <summary>Lowest contrast of any words so far, 1 to 21.</summary>
    public double Contrast { get; private set; } = 21;

    /// <summary>Opaque colours so far, each #RRGGBB.</summary>
    public IReadOnlyList<string> Colors => [.. used.Distinct().Select(KitColors.Name)];

    /// <summary>Draws everything that stands on the ground, and measures the headline against it before.</summary>
    public void Draw(SKCanvas canvas, SKBitmap ad, SKColor text)
    {
        canvas.Flush();
        Contrast = PictureTiles.MeasureContrast(ad, OnBitmap(plan.Text.TypeBox), text);
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
        var words = Imaging.Contrast.ReadableOn(ground);
        var radius = Math.Min(badge.Height / 2, label.Size * 1.1f);
        paint.Color = ground;
        canvas.DrawRoundRect(badge, radius, radius, paint);
        Use(ground, new SKPoint(badge.Left + (label.Size * 0.5f), badge.MidY));
        paint.Color = words;
        used.Add(words);
        Contrast = Math.Min(Contrast, Imaging.Contrast.Ratio(ground, words));
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

        paint.Color = Imaging.Contrast.Ink;
        canvas.DrawRoundRect(box, box.Height / 4, box.Height / 4, paint);
        Use(Imaging.Contrast.Ink, new SKPoint(box.Left + (box.Height * 0.2f), box.MidY));
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

    /// <summary>Remembers a colour and a place where it must be found.</summary>
    public void Use(SKColor color, SKPoint probe)
    {
        used.Add(color);
        probes.Add(probe);
    }

    /// <summary>Largest distance (CIE 1976) of what was drawn from the nearest allowed colour, read from the pixels.</summary>
    public double MeasureColors(SKBitmap ad, SKColor text) => Math.Max(DistanceOfProbes(ad), DistanceOfText(ad, text));

    public SKRectI OnBitmap(SKRect box) => new(
        (int)MathF.Floor(box.Left * scale), (int)MathF.Floor(box.Top * scale), (int)MathF.Ceiling(box.Right * scale), (int)MathF.Ceiling(box.Bottom * scale));

    public SKColor MeanOf(SKBitmap ad, SKRect box) => PictureTiles.Average(PictureTiles.Of(ad, OnBitmap(box)));

    private double DistanceOfProbes(SKBitmap ad) => probes
        .Select(p => sources.Colors.DistanceTo(ad.GetPixel(
            Math.Clamp((int)(p.X * scale), 0, ad.Width - 1), Math.Clamp((int)(p.Y * scale), 0, ad.Height - 1))))
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>Of the pixel in the headline that comes nearest to its colour: the inside of a stroke.</summary>
    private double DistanceOfText(SKBitmap ad, SKColor text)
    {
        var (wanted, box) = (LabColor.Of(text), SKRectI.Intersect(OnBitmap(plan.Text.HeadlineBox), SKRectI.Create(ad.Width, ad.Height)));
        var exact = text.Red | ((uint)text.Green << 8) | ((uint)text.Blue << 16) | 0xFF000000;
        var pixels = MemoryMarshal.Cast<byte, uint>(ad.GetPixelSpan());
        var stride = ad.RowBytes / 4;
        for (var y = box.Top; y < box.Bottom; y++)
        {
            if (pixels.Slice((y * stride) + box.Left, box.Width).Contains(exact))
            {
                return 0;
            }
        }

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
}
