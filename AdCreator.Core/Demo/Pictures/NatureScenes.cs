using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>Ridges in haze under a morning sky, a flat rock in front.</summary>
internal sealed class MountainDawn : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Stage.Horizon), p.Tone(44, 74, 30), p.Tone(46, 82, 4), SKColor.FromHsl(28, 80, 88));
        var sun = new SKPoint(s.Stage.Product.MidX + (s.Width * s.Between(-0.22f, 0.22f)), s.Stage.Horizon - (s.Unit * 0.26f));
        s.Glow(sun, s.Unit * 0.6f, SKColor.FromHsl(40, 100, 90).WithAlpha(220));
        s.Ellipse(sun, s.Unit * 0.055f, s.Unit * 0.055f, SKColor.FromHsl(44, 100, 96), s.Unit * 0.003f);
        for (var i = 0; i < 5; i++)
        {
            var t = i / 4f;
            using var ridge = s.Hills(s.Stage.Horizon - (s.Unit * (0.2f - (0.17f * t))), s.Unit * (0.13f - (0.06f * t)), s.Between(0.45f, 0.9f), 1 - (t * 0.6f));
            using var shader = SKShader.CreateLinearGradient(
                new SKPoint(0, s.Stage.Horizon - (s.Unit * 0.3f)), new SKPoint(0, s.Stage.Horizon + (s.Unit * 0.06f)), [p.Tone(34 + (10 * t), 74 - (36 * t), 22), p.Tone(30, 86 - (30 * t), 8)], SKShaderTileMode.Clamp);
            using var paint = new SKPaint { IsAntialias = true, Shader = shader, IsDither = true };
            s.Canvas.DrawPath(ridge, paint);
        }

        Rock(s);
    }

    private static void Rock(SceneCanvas s)
    {
        var p = s.Palette;
        using var rock = s.Hills(s.Stage.Foot.Y - (s.Unit * 0.045f), s.Unit * 0.012f, 0.8f, 0.3f);
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, s.Stage.Foot.Y - (s.Unit * 0.06f)), new SKPoint(0, s.Height), [p.Tone(16, 66, 20), p.Tone(18, 38, 20)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        s.Canvas.DrawPath(rock, paint);
        s.Canvas.Save();
        s.Canvas.ClipPath(rock, SKClipOperation.Intersect, antialias: true);
        using var noise = SKShader.CreatePerlinNoiseFractalNoise(6 / s.Unit, 26 / s.Unit, 4, s.Random.Next(1000));
        using var gray = SKColorFilter.CreateColorMatrix([0.33f, 0.33f, 0.33f, 0, 0, 0.33f, 0.33f, 0.33f, 0, 0, 0.33f, 0.33f, 0.33f, 0, 0, 0, 0, 0, 0, 0.5f]);
        using var texture = new SKPaint { Shader = noise, ColorFilter = gray, BlendMode = SKBlendMode.SoftLight };
        s.Canvas.DrawRect(0, s.Stage.Horizon, s.Width, s.Height, texture);
        s.Canvas.Restore();
    }
}

/// <summary>Still water with rings around the product.</summary>
internal sealed class WaterRipples : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(46, 88), p.Tone(50, 78), p.Tone(54, 60), p.Tone(56, 46));
        s.Glow(new SKPoint(s.Stage.Product.MidX, s.Stage.Horizon - (s.Unit * 0.1f)), s.Unit * 0.7f, p.Light(190));
        var foot = s.Stage.Foot;
        using var ring = new SKPaint { IsAntialias = true, IsStroke = true };
        for (var i = 0; i < 15; i++)
        {
            var radius = (s.Stage.Product.Width * 0.56f) + (s.Unit * 0.062f * i) + (s.Unit * 0.0022f * i * i);
            var fade = 1 - (i / 15f);
            ring.StrokeWidth = s.Unit * (0.012f - (0.0005f * i));
            using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, s.Unit * 0.004f);
            ring.MaskFilter = blur;
            ring.Color = p.Tone(60, 34, 0, (byte)(70 * fade));
            s.Canvas.DrawOval(foot with { Y = foot.Y + (s.Unit * 0.009f) }, new SKSize(radius, radius * 0.24f), ring);
            ring.Color = p.Light((byte)(190 * fade));
            ring.StrokeWidth *= 0.62f;
            s.Canvas.DrawOval(foot, new SKSize(radius, radius * 0.24f), ring);
        }

        Sparkles(s);
    }

    private static void Sparkles(SceneCanvas s)
    {
        for (var i = 0; i < 60; i++)
        {
            var y = s.Stage.Horizon + ((s.Height - s.Stage.Horizon) * (float)s.Random.NextDouble());
            var near = (y - s.Stage.Horizon) / (s.Height - s.Stage.Horizon);
            s.Ellipse(new SKPoint(s.Between(0, s.Width), y), s.Unit * (0.006f + (0.026f * near)) * s.Between(0.5f, 1.4f), s.Unit * (0.0012f + (0.003f * near)), s.Palette.Light((byte)s.Random.Next(40, 150)), s.Unit * 0.0014f);
        }
    }
}

/// <summary>Leaves at the edges, far ones out of focus; stone beneath.</summary>
internal sealed class BotanicalLeaves : ISceneStyle
{
    public void Draw(SceneCanvas s)
    {
        var p = s.Palette;
        s.Gradient(SKRect.Create(s.Width, s.Height), p.Tone(30, 88), p.Tone(32, 80), p.Tone(32, 70));
        s.Glow(new SKPoint(s.Stage.Product.MidX - (s.Unit * 0.2f), s.Height * 0.2f), s.Unit * 0.9f, p.Light(140));
        Fan(s, 9, 0.32f, 0.55f, s.Unit * 0.02f, 62);
        Fan(s, 8, 0.26f, 0.44f, 0, 40);
        s.Ground(SKColor.FromHsl(38, 14, 88), SKColor.FromHsl(34, 14, 72));
        using var noise = SKShader.CreatePerlinNoiseFractalNoise(5 / s.Unit, 12 / s.Unit, 5, s.Random.Next(1000));
        using var gray = SKColorFilter.CreateColorMatrix([0.33f, 0.33f, 0.33f, 0, 0, 0.33f, 0.33f, 0.33f, 0, 0, 0.33f, 0.33f, 0.33f, 0, 0, 0, 0, 0, 0, 0.4f]);
        using var stone = new SKPaint { Shader = noise, ColorFilter = gray, BlendMode = SKBlendMode.SoftLight };
        s.Canvas.DrawRect(0, s.Stage.Horizon, s.Width, s.Height, stone);
        for (var i = 0; i < 3; i++)
        {
            s.Leaf(new SKPoint(s.Width * (i == 1 ? 1.03f : -0.03f), s.Height * s.Between(0.9f, 1.02f)), s.Unit * s.Between(0.22f, 0.3f), i == 1 ? s.Between(186, 216) : s.Between(-36, -6), 0.2f, Green(34), s.Unit * 0.007f);
        }
    }

    private static void Fan(SceneCanvas s, int count, float shortest, float longest, float blur, float lightness)
    {
        for (var i = 0; i < count; i++)
        {
            var left = i % 2 == 0;
            var stem = new SKPoint(left ? -s.Unit * 0.04f : s.Width + (s.Unit * 0.04f), s.Stage.Horizon - (s.Unit * s.Between(-0.04f, 0.26f)));
            var degrees = left ? s.Between(-62, 8) : s.Between(172, 242);
            s.Leaf(stem, s.Unit * s.Between(shortest, longest), degrees, s.Between(0.14f, 0.24f), Green(lightness + s.Between(-8, 8)), blur);
        }
    }

    private static SKColor Green(float lightness) => SKColor.FromHsl(118 + (lightness * 0.3f), 26, Math.Clamp(lightness, 20, 80));
}
