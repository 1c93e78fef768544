using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Which part of a scene fills an area. Windows are in parts of the scene (0 to 1) and have the area's shape.</summary>
internal static class SceneCrop
{
    /// <summary>How much closer than needed a crop may go to bring ground beneath the product.</summary>
    private const float Closest = 1.8f;

    /// <summary>The largest window of the area's shape, in parts of the scene.</summary>
    public static SKSize Largest(SKSizeI scene, SKSize area)
    {
        var (wanted, has) = (area.Width / area.Height, (float)scene.Width / scene.Height);
        return wanted > has ? new SKSize(1, has / wanted) : new SKSize(wanted / has, 1);
    }

    /// <summary>The window that puts ground beneath a product whose foot stands at this place of the area.</summary>
    /// <param name="foot">In parts of the area.</param>
    /// <param name="horizon">Where the scene's ground begins, in parts of its height.</param>
    /// <param name="focus">The point that a person wants to keep, in parts of the scene.</param>
    public static SKRect ForFoot(SKSizeI scene, SKSize area, SKPoint foot, float horizon, RelativePoint? focus)
    {
        var size = Largest(scene, area);
        var least = Math.Min(horizon + 0.05f, 0.95f);
        var wanted = Math.Min(horizon + (0.45f * (1 - horizon)), 0.94f);
        if (1 - (size.Height * (1 - foot.Y)) < least)
        {
            var closer = Math.Clamp((1 - least) / (1 - foot.Y) / size.Height, 1 / Closest, 1);
            size = new SKSize(size.Width * closer, size.Height * closer);
        }

        var x = focus is { } point ? (float)point.X - (size.Width / 2) : 0.5f - (foot.X * size.Width);
        var y = focus is { } keep ? (float)keep.Y - (size.Height / 2) : wanted - (foot.Y * size.Height);
        return SKRect.Create(Math.Clamp(x, 0, 1 - size.Width), Math.Clamp(y, 0, 1 - size.Height), size.Width, size.Height);
    }

    /// <summary>Windows as large as the scene allows that keep a box whole; none when it does not fit.</summary>
    /// <param name="keep">In parts of the scene.</param>
    /// <param name="focus">The point that a person wants to keep in the middle.</param>
    public static IEnumerable<SKRect> Around(SKSizeI scene, SKSize area, SKRect keep, RelativePoint? focus)
    {
        var size = Largest(scene, area);
        var (left, right) = Range(keep.Left, keep.Right, size.Width);
        var (top, bottom) = Range(keep.Top, keep.Bottom, size.Height);
        if (left > right || top > bottom)
        {
            return [];
        }

        var x = Math.Clamp(focus is { } point ? (float)point.X - (size.Width / 2) : keep.MidX - (size.Width / 2), left, right);
        if (focus is { } middle)
        {
            return [SKRect.Create(x, Math.Clamp((float)middle.Y - (size.Height / 2), top, bottom), size.Width, size.Height)];
        }

        // Copy needs room: both ends and the middle are tried, crossways too.
        var xs = new[] { x, left, right }.Distinct();
        var ys = new[] { top, (top + bottom) / 2, bottom }.Distinct();
        return xs.SelectMany(l => ys.Select(t => SKRect.Create(l, t, size.Width, size.Height)));
    }

    /// <summary>The closest window of the area's shape around a box, with some air.</summary>
    public static SKRect? Closely(SKSizeI scene, SKSize area, SKRect keep)
    {
        var largest = Largest(scene, area);
        var scale = Math.Min(1, Math.Max(keep.Width * 1.12f / largest.Width, keep.Height * 1.12f / largest.Height));
        var size = new SKSize(largest.Width * scale, largest.Height * scale);
        if (keep.Width > size.Width + 0.001f || keep.Height > size.Height + 0.001f)
        {
            return null;
        }

        return SKRect.Create(
            Math.Clamp(keep.MidX - (size.Width / 2), 0, 1 - size.Width), Math.Clamp(keep.MidY - (size.Height / 2), 0, 1 - size.Height), size.Width, size.Height);
    }

    /// <summary>A box of the scene on the area that a window fills.</summary>
    public static SKRect Map(SKRect box, SKRect window, SKRect area) => new(
        area.Left + ((box.Left - window.Left) / window.Width * area.Width),
        area.Top + ((box.Top - window.Top) / window.Height * area.Height),
        area.Left + ((box.Right - window.Left) / window.Width * area.Width),
        area.Top + ((box.Bottom - window.Top) / window.Height * area.Height));

    /// <summary>Where a window may begin so that it keeps a span; a hair too little is rounding and no refusal.</summary>
    private static (float From, float To) Range(float from, float to, float size)
    {
        const float Hair = 0.0002f;
        var (least, most) = (Math.Max(0, to - size), Math.Min(from, 1 - size));
        return least > most && least - most < Hair ? (most, most) : (least, most);
    }
}
