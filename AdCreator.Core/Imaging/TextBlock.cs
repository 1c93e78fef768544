using SkiaSharp;

namespace AdCreator.Core.Imaging;

/// <summary>Brand line, hook and offer badge, measured and placed.</summary>
internal sealed class TextBlock
{
    private readonly FittedText hook;
    private readonly FittedText? offer;
    private readonly ShapedLine? brand;
    private readonly SKRect area;
    private readonly float unit;

    private TextBlock(FittedText hook, FittedText? offer, ShapedLine? brand, AdLayout layout, float unit)
    {
        (this.hook, this.offer, this.brand, this.unit) = (hook, offer, brand, unit);
        IsBeside = layout.IsBeside;
        var top = layout.IsBeside ? layout.Text.Top + ((layout.Text.Height - Height) / 2) : layout.Text.Top;
        area = SKRect.Create(layout.Text.Left, top, layout.Text.Width, Height);
        Box = Around(area);
        TypeBox = Around(SKRect.Create(hook.RightToLeft ? area.Right - TypeWidth : area.Left, area.Top, TypeWidth, HookTop + hook.Height - area.Top));
    }

    /// <summary>Whether the block stands beside the product instead of above it.</summary>
    public bool IsBeside { get; }

    /// <summary>Everything: accent, brand line, hook and badge.</summary>
    public SKRectI Box { get; }

    /// <summary>What stands on the scene itself and must contrast with it; the badge brings its own ground.</summary>
    public SKRectI TypeBox { get; }

    private float AccentHeight => unit * 0.009f;

    private float BrandSize => unit * 0.028f;

    private float HookTop => area.Top + AccentHeight + (unit * 0.026f) + (brand is null ? 0 : BrandSize * 1.9f);

    private float BadgeHeight => offer is null ? 0 : offer.Size * 2.15f;

    private float BadgeGap => offer is null ? 0 : unit * 0.03f;

    private float Height => AccentHeight + (unit * 0.026f) + (brand is null ? 0 : BrandSize * 1.9f) + hook.Height + BadgeGap + BadgeHeight;

    private float TypeWidth => Math.Min(area.Width, Math.Max(Math.Max(hook.Width, brand?.Width ?? 0), unit * 0.08f));

    /// <summary>The block in the largest type that fits the layout; null when the copy is too long.</summary>
    public static TextBlock? Fit(string hook, string offer, string brand, int width, int height)
    {
        var layout = AdLayout.For(width, height);
        var shorter = Math.Min(width, height);
        var brandLine = FitBrand(brand, layout.Text.Width, shorter);
        var badge = offer.Length == 0
            ? null
            : TextFit.Fit(offer, FontWeight.Bold, new SKSize(layout.Text.Width - (shorter * 0.09f), shorter * 0.06f), shorter * 0.038f, shorter * 0.021f, maxLines: 1);
        if (offer.Length > 0 && badge is null)
        {
            return null;
        }

        var used = (shorter * 0.035f) + (brandLine is null ? 0 : shorter * 0.0532f) + (badge is null ? 0 : (badge.Size * 2.15f) + (shorter * 0.03f));
        var room = new SKSize(layout.Text.Width, layout.Text.Height - used);
        var fitted = TextFit.Fit(hook, FontWeight.Bold, room, shorter * 0.098f, shorter * 0.033f, maxLines: layout.IsBeside ? 6 : 5);
        return fitted is null ? null : new TextBlock(fitted, badge, brandLine, layout, shorter);
    }

    public void Draw(SKCanvas canvas, SKColor text, SKColor brandColor)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = brandColor };
        canvas.DrawRoundRect(SKRect.Create(Start(unit * 0.07f), area.Top, unit * 0.07f, AccentHeight), AccentHeight / 2, AccentHeight / 2, paint);
        paint.Color = text;
        brand?.Draw(canvas, Start(brand.Width), area.Top + AccentHeight + (unit * 0.026f) + BrandSize, paint);
        for (var i = 0; i < hook.Lines.Count; i++)
        {
            hook.Lines[i].Draw(canvas, Start(hook.Lines[i].Width), HookTop + ((0.92f + (i * hook.Leading)) * hook.Size), paint);
        }

        if (offer is not null)
        {
            DrawBadge(canvas, paint, offer, brandColor);
        }
    }

    private static ShapedLine? FitBrand(string brand, float width, float shorter)
    {
        if (brand.Length == 0)
        {
            return null;
        }

        // Letters of joined scripts must not be pulled apart.
        var rightToLeft = TextDirection.IsRightToLeft(brand);
        var line = ShapedLine.Of(brand, FontWeight.SemiBold, shorter * 0.028f, rightToLeft, rightToLeft ? 0 : shorter * 0.0012f);
        return line.Width <= width ? line : null;
    }

    private static SKRectI Around(SKRect box) =>
        new((int)MathF.Floor(box.Left), (int)MathF.Floor(box.Top), (int)MathF.Ceiling(box.Right), (int)MathF.Ceiling(box.Bottom));

    private float Start(float width) => hook.RightToLeft ? area.Right - width : area.Left;

    private void DrawBadge(SKCanvas canvas, SKPaint paint, FittedText label, SKColor ground)
    {
        var width = label.Width + (label.Size * 1.9f);
        var badge = SKRect.Create(Start(width), area.Bottom - BadgeHeight, width, BadgeHeight);
        var filled = Contrast.GroundForWhite(ground);
        paint.Color = filled;
        canvas.DrawRoundRect(badge, BadgeHeight / 2, BadgeHeight / 2, paint);
        paint.Color = Contrast.ReadableOn(filled);
        label.Lines[0].Draw(canvas, badge.MidX - (label.Width / 2), badge.MidY + (label.Size * 0.36f), paint);
    }
}
