using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>What a scene draws with: the canvas, its stage and palette, and the strokes that scenes share.</summary>
internal sealed record SceneCanvas(SKCanvas Canvas, Stage Stage, ScenePalette Palette, Random Random)
{
    public float Width => Stage.Size.Width;

    public float Height => Stage.Size.Height;

    public float Unit => Stage.Unit;

    /// <summary>A number of the range, from the seed.</summary>
    public float Between(float lowest, float highest) => lowest + ((highest - lowest) * (float)Random.NextDouble());

    /// <summary>Fills a box with colours from top to bottom, evenly spaced.</summary>
    public void Gradient(SKRect box, params SKColor[] colors)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, box.Top), new SKPoint(0, box.Bottom), colors, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        Canvas.DrawRect(box, paint);
    }

    /// <summary>A round light that fades to nothing.</summary>
    public void Glow(SKPoint middle, float radius, SKColor color)
    {
        using var shader = SKShader.CreateRadialGradient(middle, radius, [color, color.WithAlpha((byte)(color.Alpha * 0.45)), color.WithAlpha(0)], [0, 0.45f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsDither = true };
        Canvas.DrawRect(SKRect.Create(middle.X - radius, middle.Y - radius, radius * 2, radius * 2), paint);
    }

    /// <summary>A filled shape, its edge blurred by so many pixels.</summary>
    public void Fill(SKPath path, SKColor color, float blur = 0)
    {
        using var filter = blur > 0 ? SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur) : null;
        using var paint = new SKPaint { IsAntialias = true, Color = color, MaskFilter = filter };
        Canvas.DrawPath(path, paint);
    }

    public void Ellipse(SKPoint middle, float radiusX, float radiusY, SKColor color, float blur = 0)
    {
        using var filter = blur > 0 ? SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur) : null;
        using var paint = new SKPaint { IsAntialias = true, Color = color, MaskFilter = filter };
        Canvas.DrawOval(middle, new SKSize(radiusX, radiusY), paint);
    }

    /// <summary>A closed shape through points.</summary>
    public static SKPath Polygon(params SKPoint[] points)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly(points, true);
        return builder.Detach();
    }

    /// <summary>A hill line over the whole width, down to the lower edge.</summary>
    /// <param name="level">Pixels from the top around which it swings.</param>
    /// <param name="sharpness">0 for waves, 1 for ridges.</param>
    public SKPath Hills(float level, float swing, float waves, float sharpness)
    {
        var (a, b, c) = (Between(0, 6.28f), Between(0, 6.28f), Between(0, 6.28f));
        using var builder = new SKPathBuilder();
        builder.MoveTo(0, Height);
        const int Steps = 160;
        for (var i = 0; i <= Steps; i++)
        {
            var t = i / (float)Steps * waves;
            var wave = (MathF.Sin((t * 6.28f) + a) * 0.55f) + (MathF.Sin((t * 13.1f) + b) * 0.28f);
            var ridge = ((MathF.Abs(MathF.Sin((t * 5.3f) + a)) * 1.4f) - 0.7f) + (MathF.Abs(MathF.Sin((t * 17.7f) + c)) * 0.35f) + (MathF.Sin((t * 61f) + b) * 0.06f);
            builder.LineTo(Width * i / Steps, level - (swing * ((wave * (1 - sharpness)) + (ridge * sharpness))));
        }

        builder.LineTo(Width, Height);
        builder.Close();
        return builder.Detach();
    }

    /// <summary>A leaf from its stem to its tip.</summary>
    public void Leaf(SKPoint stem, float length, float degrees, float slimness, SKColor color, float blur = 0)
    {
        Canvas.Save();
        Canvas.Translate(stem.X, stem.Y);
        Canvas.RotateDegrees(degrees);
        var half = length * slimness;
        using var builder = new SKPathBuilder();
        builder.MoveTo(0, 0);
        builder.CubicTo(length * 0.25f, -half, length * 0.7f, -half * 0.9f, length, 0);
        builder.CubicTo(length * 0.7f, half * 0.9f, length * 0.25f, half, 0, 0);
        using var shape = builder.Detach();
        Fill(shape, color, blur);
        if (blur < length * 0.02f)
        {
            using var vein = new SKPaint { IsAntialias = true, Color = Palette.Light(56), IsStroke = true, StrokeWidth = Math.Max(1, length * 0.008f) };
            Canvas.DrawLine(length * 0.04f, 0, length * 0.94f, 0, vein);
        }

        Canvas.Restore();
    }

    /// <summary>The ground from the horizon down, lighter where it is far.</summary>
    public void Ground(SKColor far, SKColor near)
    {
        Gradient(new SKRect(0, Stage.Horizon, Width, Height), far, near);
        Gradient(new SKRect(0, Stage.Horizon - (Unit * 0.012f), Width, Stage.Horizon), far.WithAlpha(0), new SKColor(0, 0, 0, 20));
    }
}
