using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>The free place in a scene where a product will be put: lit, with room around it, and nothing on it.</summary>
internal static class StandingPlace
{
    /// <summary>Puts the light where the product will stand: behind it, and on the ground under it.</summary>
    public static void Light(SceneCanvas s)
    {
        var (box, foot) = (s.Stage.Product, s.Stage.Foot);
        s.Glow(new SKPoint(box.MidX, box.MidY), Math.Max(box.Width, box.Height) * 0.72f, s.Palette.Light(72));
        var (rx, ry) = (box.Width * 0.78f, Math.Max(box.Width * 0.13f, s.Unit * 0.02f));
        s.Canvas.Save();
        s.Canvas.ClipRect(new SKRect(0, foot.Y - (ry * 1.6f), s.Width, s.Height));
        s.Ellipse(foot, rx, ry, s.Palette.Light(88), s.Unit * 0.02f);
        s.Ellipse(foot, rx * 0.62f, ry * 0.6f, s.Palette.Light(70), s.Unit * 0.008f);
        s.Canvas.Restore();
    }
}
