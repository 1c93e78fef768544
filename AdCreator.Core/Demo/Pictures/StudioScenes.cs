using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>A plain studio: one soft light, a round podium.</summary>
internal sealed class StudioPodium : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(38, 84), p.Tone(40, 78), p.Tone(42, 66));
        s.Glow(new SKPoint(s.Stage.Product.MidX, s.Stage.Product.MidY - (s.Unit * 0.05f)), s.Unit * 0.62f, p.Light(170));
        var foot = s.Stage.Foot;
        var (rx, ry) = (Math.Max(s.Stage.Product.Width * 0.92f, s.Unit * 0.3f), s.Unit * 0.052f);
        s.Ellipse(new SKPoint(foot.X + (s.Unit * 0.05f), s.Height * 0.995f), rx * 1.25f, ry * 1.2f, new SKColor(30, 18, 12, 80), s.Unit * 0.03f);
        Podium(s, foot with { Y = foot.Y + (ry * 0.1f) }, rx, ry);
    }

    private static void Podium(SceneCanvas s, SKPoint top, float rx, float ry)
    {
        var p = s.Palette;
        var depth = s.Height - top.Y + ry;
        using var side = SKShader.CreateLinearGradient(
            new SKPoint(top.X - rx, 0), new SKPoint(top.X + rx, 0), [p.Tone(40, 58), p.Tone(38, 82), p.Tone(40, 70), p.Tone(44, 46)], [0, 0.3f, 0.62f, 1], SKShaderTileMode.Clamp);
        using var body = new SKPaint { IsAntialias = true, Shader = side };
        s.Canvas.DrawRect(SKRect.Create(top.X - rx, top.Y, rx * 2, depth), body);
        using var light = SKShader.CreateLinearGradient(
            new SKPoint(top.X - rx, top.Y), new SKPoint(top.X + rx, top.Y), [p.Tone(34, 90), p.Tone(36, 84), p.Tone(40, 72)], SKShaderTileMode.Clamp);
        body.Shader = light;
        s.Canvas.DrawOval(top, new SKSize(rx, ry), body);
        using var rim = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = s.Unit * 0.002f, Color = p.Light(150) };
        s.Canvas.DrawOval(top, new SKSize(rx, ry), rim);
    }
}

/// <summary>A wall in strong sun before an arch, a ledge of terrazzo.</summary>
internal sealed class TerrazzoArch : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(46, 80), p.Tone(48, 72));
        var (middle, half) = (s.Stage.Product.MidX, Math.Max(s.Stage.Product.Width * 0.82f, s.Unit * 0.29f));
        var top = s.Stage.Product.Top - (s.Unit * 0.05f);
        using var builder = new SKPathBuilder();
        builder.AddRoundRect(SKRect.Create(middle - half, top, half * 2, s.Height), half, half, SKPathDirection.Clockwise);
        using var arch = builder.Detach();
        s.Fill(arch, p.Tone(50, 56, -14));
        s.Canvas.Save();
        s.Canvas.ClipPath(arch, SKClipOperation.Intersect, antialias: true);
        using var inner = SKPathFor(middle - half - (s.Unit * 0.05f), top - (s.Unit * 0.045f), half);
        using var paint = new SKPaint { IsAntialias = true, IsStroke = true, StrokeWidth = s.Unit * 0.12f, Color = new SKColor(40, 20, 14, 70) };
        using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, s.Unit * 0.012f);
        paint.MaskFilter = blur;
        s.Canvas.DrawPath(inner, paint);
        s.Canvas.Restore();
        Ledge(s);
    }

    private static SKPath SKPathFor(float left, float top, float half)
    {
        using var builder = new SKPathBuilder();
        builder.AddRoundRect(SKRect.Create(left, top, half * 2, half * 8), half, half, SKPathDirection.Clockwise);
        return builder.Detach();
    }

    private static void Ledge(SceneCanvas s)
    {
        var p = s.Palette;
        var top = s.Stage.Foot.Y - (s.Unit * 0.055f);
        s.Gradient(new SKRect(0, top, s.Width, s.Height), p.Light(), p.Tone(14, 86));
        SKColor[] chips = [p.Tone(50, 62, -14), p.Tone(46, 44), p.Tone(30, 30, 20), p.Tone(40, 74, 170), p.Tone(24, 60, 150)];
        var count = (int)(s.Width * (s.Height - top) / (s.Unit * s.Unit) * 330);
        for (var i = 0; i < count; i++)
        {
            var (x, y, size, turn) = (s.Between(0, s.Width), s.Between(top, s.Height), s.Unit * s.Between(0.004f, 0.014f), s.Between(0, 6.28f));
            SKPoint[] corners = [.. Enumerable.Range(0, 5).Select(k => turn + (k * 1.257f) + s.Between(-0.3f, 0.3f))
                .Select(a => new SKPoint(x + (MathF.Cos(a) * size * s.Between(0.7f, 1.2f)), y + (MathF.Sin(a) * size * 0.6f)))];
            using var chip = SceneCanvas.Polygon(corners);
            s.Fill(chip, chips[s.Random.Next(chips.Length)].WithAlpha(210));
        }

        s.Gradient(new SKRect(0, top, s.Width, top + (s.Unit * 0.012f)), new SKColor(255, 255, 255, 150), new SKColor(255, 255, 255, 0));
    }
}

/// <summary>Cloth in soft folds behind and beneath.</summary>
internal sealed class FabricFolds : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        var (a, b, c) = (s.Between(0, 6.28f), s.Between(0, 6.28f), s.Between(2.2f, 3.4f));
        using var strip = new SKPaint { IsDither = true };
        var step = Math.Max(1, s.Width / 480);
        for (var x = 0f; x < s.Width; x += step)
        {
            var t = x / s.Width;
            var fold = (MathF.Sin((t * 6.28f * c) + a) * 0.55f) + (MathF.Sin((t * 6.28f * c * 2.3f) + b) * 0.3f) + (MathF.Sin((t * 6.28f * 0.7f) + b) * 0.5f);
            SKColor[] colors = [p.Tone(36, 78 + (fold * 3)), p.Tone(38, 72 + (fold * 6)), p.Tone(40, 60 + (fold * 9))];
            using var shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(0, s.Height), colors, SKShaderTileMode.Clamp);
            strip.Shader = shader;
            s.Canvas.DrawRect(x, 0, step + 1, s.Height, strip);
        }

        var level = s.Stage.Horizon + (s.Unit * 0.01f);
        for (var i = 0; i < 4; i++)
        {
            using var wave = s.Hills(level + (i * s.Unit * 0.075f), s.Unit * 0.035f, s.Between(0.6f, 1.2f), 0);
            s.Canvas.Save();
            s.Canvas.Translate(0, -s.Unit * 0.012f);
            s.Fill(wave, new SKColor(30, 18, 14, 58), s.Unit * 0.02f);
            s.Canvas.Restore();
            using var shader = SKShader.CreateLinearGradient(new SKPoint(0, level), new SKPoint(0, s.Height), [p.Tone(34, 84 - (i * 2)), p.Tone(40, 66 - (i * 3))], SKShaderTileMode.Clamp);
            using var cloth = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
            s.Canvas.DrawPath(wave, cloth);
        }

        s.Glow(new SKPoint(s.Width * 0.2f, s.Height * 0.1f), s.Unit * 0.9f, p.Light(95));
    }
}

/// <summary>Layers of paper, each with its shadow, and a paper sun.</summary>
internal sealed class PaperHills : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(34, 90, 12), p.Tone(40, 82));
        var sun = new SKPoint(s.Stage.Product.MidX + (s.Unit * s.Between(-0.1f, 0.1f)), s.Stage.Product.Top + (s.Stage.Product.Height * 0.36f));
        s.Ellipse(sun with { Y = sun.Y + (s.Unit * 0.012f) }, s.Unit * 0.31f, s.Unit * 0.31f, new SKColor(40, 24, 16, 60), s.Unit * 0.018f);
        s.Ellipse(sun, s.Unit * 0.31f, s.Unit * 0.31f, p.Light());
        var from = s.Stage.Product.Top + (s.Stage.Product.Height * 0.42f);
        var to = s.Stage.Foot.Y - (s.Unit * 0.04f);
        for (var i = 0; i < 5; i++)
        {
            var t = i / 4f;
            using var hill = s.Hills(from + ((to - from) * t), s.Unit * (0.11f - (0.08f * t)), s.Between(0.7f, 1.3f), 0);
            s.Canvas.Save();
            s.Canvas.Translate(0, -s.Unit * 0.006f);
            s.Fill(hill, new SKColor(36, 22, 16, 84), s.Unit * 0.013f);
            s.Canvas.Restore();
            s.Fill(hill, p.Tone(44, 76 - (t * 34), (t * 22) - 8));
        }
    }
}
