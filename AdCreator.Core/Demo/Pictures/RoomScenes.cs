using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>A table by a window: panes of light on the wall, the shadow of a plant.</summary>
internal sealed class SunlitTable : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(30, 77), p.Tone(32, 70));
        Window(s);
        Plant(s);
        s.Ground(p.Tone(26, 86, 14), p.Tone(30, 72, 14));
        using var patch = SceneCanvas.Polygon(
            new SKPoint(s.Stage.Foot.X - (s.Unit * 0.62f), s.Height), new SKPoint(s.Stage.Foot.X - (s.Unit * 0.2f), s.Stage.Horizon), new SKPoint(s.Stage.Foot.X + (s.Unit * 0.5f), s.Stage.Horizon), new SKPoint(s.Stage.Foot.X + (s.Unit * 0.3f), s.Height));
        s.Canvas.Save();
        s.Canvas.ClipRect(new SKRect(0, s.Stage.Horizon, s.Width, s.Height));
        s.Fill(patch, p.Light(120), s.Unit * 0.02f);
        s.Canvas.Restore();
    }

    private static void Window(SceneCanvas s)
    {
        var start = s.Stage.Product.MidX - (s.Unit * 0.56f);
        var top = s.Stage.Product.Top - (s.Unit * 0.30f);
        var (w, h, slant) = (s.Unit * 0.27f, s.Unit * 0.36f, s.Unit * 0.1f);
        for (var column = 0; column < 3; column++)
        {
            for (var row = 0; row < 3; row++)
            {
                var x = start + (column * w * 1.08f) + (row * slant * 1.08f);
                var y = top + (row * h * 1.06f) + (column * slant * 0.32f);
                using var pane = SceneCanvas.Polygon(new SKPoint(x, y), new SKPoint(x + w, y + (slant * 0.32f)), new SKPoint(x + w + slant, y + h + (slant * 0.32f)), new SKPoint(x + slant, y + h));
                s.Fill(pane, s.Palette.Light(130), s.Unit * 0.009f);
            }
        }
    }

    private static void Plant(SceneCanvas s)
    {
        var right = s.Stage.Copy != CopySide.Right;
        var stem = new SKPoint(right ? s.Width * 1.04f : -s.Width * 0.04f, s.Stage.Horizon - (s.Unit * 0.02f));
        for (var i = 0; i < 9; i++)
        {
            var degrees = right ? s.Between(186, 264) : s.Between(-84, -6);
            s.Leaf(stem, s.Unit * s.Between(0.24f, 0.46f), degrees, 0.14f, new SKColor(52, 34, 26, 46), s.Unit * 0.010f);
        }
    }
}

/// <summary>A kitchen in the morning, far out of focus; a wooden counter.</summary>
internal sealed class KitchenBokeh : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(30, 86, 10), p.Tone(36, 76), p.Tone(34, 58, -10));
        s.Glow(new SKPoint(s.Width * 0.18f, s.Height * 0.2f), s.Unit * 0.9f, p.Light(200));
        Shelf(s);
        for (var i = 0; i < 34; i++)
        {
            var y = s.Stage.Horizon - (s.Unit * MathF.Pow((float)s.Random.NextDouble(), 1.5f) * 0.75f);
            var radius = s.Unit * s.Between(0.014f, 0.055f);
            s.Ellipse(new SKPoint(s.Between(0, s.Width), y), radius, radius, p.Light((byte)s.Random.Next(26, 80)), radius * 0.12f);
        }

        Counter(s);
    }

    private static void Shelf(SceneCanvas s)
    {
        for (var i = 0; i < 7; i++)
        {
            var (w, h) = (s.Unit * s.Between(0.07f, 0.16f), s.Unit * s.Between(0.14f, 0.36f));
            var box = SKRect.Create(s.Between(-0.05f, 0.98f) * s.Width, s.Stage.Horizon - h, w, h * 1.1f);
            using var builder = new SKPathBuilder();
            builder.AddRoundRect(box, w * 0.2f, w * 0.2f, SKPathDirection.Clockwise);
            using var jar = builder.Detach();
            s.Fill(jar, s.Palette.Tone(36, s.Between(42, 74), s.Between(-30, 40), 130), s.Unit * 0.028f);
        }
    }

    private static void Counter(SceneCanvas s)
    {
        var (far, near) = (SKColor.FromHsl(30, 36, 58), SKColor.FromHsl(26, 40, 40));
        s.Ground(far, near);
        using var grain = new SKPaint { IsAntialias = true, IsStroke = true };
        var depth = s.Height - s.Stage.Horizon;
        for (var i = 0; i < 90; i++)
        {
            var t = MathF.Pow((float)s.Random.NextDouble(), 1.4f);
            var y = s.Stage.Horizon + (depth * t);
            grain.StrokeWidth = s.Unit * (0.0006f + (0.0022f * t));
            grain.Color = SKColor.FromHsl(24, 42, s.Between(26, 62)).WithAlpha((byte)s.Random.Next(20, 60));
            using var builder = new SKPathBuilder();
            builder.MoveTo(-10, y);
            builder.CubicTo(s.Width * 0.3f, y + (s.Between(-0.012f, 0.012f) * s.Unit), s.Width * 0.7f, y + (s.Between(-0.012f, 0.012f) * s.Unit), s.Width + 10, y + (s.Between(-0.008f, 0.008f) * s.Unit));
            using var line = builder.Detach();
            s.Canvas.DrawPath(line, grain);
        }

        s.Gradient(new SKRect(0, s.Stage.Horizon, s.Width, s.Stage.Horizon + (depth * 0.5f)), s.Palette.Light(110), s.Palette.Light(0));
    }
}

/// <summary>A city at night behind glass, lights out of focus, a dark glossy table.</summary>
internal sealed class NightBokeh : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(42, 9), p.Tone(46, 15, 14), p.Tone(50, 24, 26));
        s.Glow(new SKPoint(s.Stage.Product.MidX, s.Stage.Horizon - (s.Unit * 0.12f)), s.Unit * 0.75f, p.Tone(70, 48, 20, 150));
        Lights(s, s.Stage.Horizon, 46);
        s.Gradient(new SKRect(0, s.Stage.Horizon, s.Width, s.Height), p.Tone(40, 16, 20), p.Tone(44, 7));
        s.Canvas.Save();
        s.Canvas.ClipRect(new SKRect(0, s.Stage.Horizon, s.Width, s.Height));
        for (var i = 0; i < 16; i++)
        {
            s.Ellipse(new SKPoint(s.Between(0, s.Width), s.Stage.Horizon + (s.Unit * s.Between(0.01f, 0.12f))), s.Unit * s.Between(0.01f, 0.05f), s.Unit * 0.06f, ColorOf(s, 40), s.Unit * 0.025f);
        }

        s.Canvas.Restore();
        s.Glow(s.Stage.Foot, s.Unit * 0.42f, p.Tone(50, 62, 24, 80));
    }

    private static void Lights(SceneCanvas s, float horizon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var y = horizon - (s.Unit * MathF.Pow((float)s.Random.NextDouble(), 1.8f) * 0.62f);
            var radius = s.Unit * s.Between(0.012f, 0.05f);
            var middle = new SKPoint(s.Between(0, s.Width), y);
            var color = ColorOf(s, (byte)s.Random.Next(50, 130));
            s.Ellipse(middle, radius, radius, color, radius * 0.08f);
            using var rim = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = radius * 0.06f, Color = color.WithAlpha((byte)(color.Alpha * 0.8)) };
            s.Canvas.DrawCircle(middle, radius * 0.97f, rim);
        }
    }

    private static SKColor ColorOf(SceneCanvas s, byte alpha)
    {
        float[] hues = [32, 42, 18, s.Palette.Hue, s.Palette.Accent];
        return SKColor.FromHsl(hues[s.Random.Next(hues.Length)], 82, 64).WithAlpha(alpha);
    }
}
