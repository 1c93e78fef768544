using AdCreator.Core.Imaging;
using SkiaSharp;

namespace AdCreator.Core.Demo;

/// <summary>The shape of a sample product.</summary>
internal enum PackageShape
{
    Tin = 1,
    Bottle,
    Box,
}

/// <summary>Draws product pictures for the sample brands: a package with its label, cut out, on nothing.</summary>
internal sealed record SamplePackaging(PackageShape Shape, string Brand, string Name, string Small, SKColor Body, SKColor Label, SKColor Accent)
{
    private const int Width = 900;
    private const int Height = 1200;

    private static readonly SKColor Ink = new(0x23, 0x22, 0x20);

    public EncodedPicture Draw()
    {
        using var picture = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using var canvas = new SKCanvas(picture);
        canvas.Clear(SKColors.Transparent);
        switch (Shape)
        {
            case PackageShape.Tin:
                DrawTin(canvas);
                break;
            case PackageShape.Bottle:
                DrawBottle(canvas);
                break;
            default:
                DrawBox(canvas);
                break;
        }

        canvas.Flush();
        return PicturePixels.Encode(picture);
    }

    private void DrawTin(SKCanvas canvas)
    {
        var body = new SKRect(190, 250, 710, 1130);
        Cylinder(canvas, body, 46, Body);
        Band(canvas, new SKRect(190, 440, 710, 960), Label);
        Cylinder(canvas, new SKRect(180, 150, 720, 285), 48, Shade(Body, -10));
        Top(canvas, new SKRect(180, 104, 720, 196), Shade(Body, 10));
        Text(canvas, new SKRect(230, 470, 670, 930));
    }

    private void DrawBottle(SKCanvas canvas)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(385, 190);
        builder.LineTo(385, 330);
        builder.CubicTo(385, 420, 255, 430, 255, 560);
        builder.LineTo(255, 1070);
        builder.CubicTo(255, 1150, 645, 1150, 645, 1070);
        builder.LineTo(645, 560);
        builder.CubicTo(645, 430, 515, 420, 515, 330);
        builder.LineTo(515, 190);
        builder.Close();
        using var outline = builder.Detach();
        canvas.Save();
        canvas.ClipPath(outline, SKClipOperation.Intersect, antialias: true);
        using (var glass = Round(255, 645, Body))
        {
            canvas.DrawRect(new SKRect(200, 150, 700, 1180), glass);
        }

        Band(canvas, new SKRect(255, 610, 645, 1000), Label);
        canvas.Restore();
        Cylinder(canvas, new SKRect(372, 96, 528, 232), 14, Accent);
        Top(canvas, new SKRect(372, 82, 528, 110), Shade(Accent, 12));
        Text(canvas, new SKRect(292, 630, 608, 980));
    }

    private void DrawBox(SKCanvas canvas)
    {
        using var front = Quad(new SKPoint(150, 220), new SKPoint(640, 180), new SKPoint(640, 1150), new SKPoint(150, 1090));
        using var side = Quad(new SKPoint(640, 180), new SKPoint(770, 232), new SKPoint(770, 1072), new SKPoint(640, 1150));
        using var top = Quad(new SKPoint(150, 220), new SKPoint(290, 178), new SKPoint(770, 232), new SKPoint(640, 180));
        using var paint = new SKPaint { IsAntialias = true };
        using var light = SKShader.CreateLinearGradient(new SKPoint(150, 0), new SKPoint(640, 0), [Shade(Body, 3), Body, Shade(Body, 7)], SKShaderTileMode.Clamp);
        paint.Shader = light;
        canvas.DrawPath(front, paint);
        using var dark = SKShader.CreateLinearGradient(new SKPoint(640, 0), new SKPoint(770, 0), [Shade(Body, -16), Shade(Body, -26)], SKShaderTileMode.Clamp);
        paint.Shader = dark;
        canvas.DrawPath(side, paint);
        paint.Shader = null;
        paint.Color = Shade(Body, 14);
        canvas.DrawPath(top, paint);
        canvas.Save();
        canvas.ClipPath(front, SKClipOperation.Intersect, antialias: true);
        canvas.Concat(new SKMatrix(1, 0, 0, -0.08f, 1, 42, 0, 0, 1));
        paint.Color = Label;
        canvas.DrawRoundRect(new SKRect(195, 360, 595, 930), 18, 18, paint);
        Text(canvas, new SKRect(225, 390, 565, 900));
        paint.Color = Accent;
        canvas.DrawRect(new SKRect(140, 1000, 650, 1030), paint);
        canvas.Restore();
    }

    private void Text(SKCanvas canvas, SKRect box)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Accent };
        canvas.DrawCircle(box.MidX, box.Top + (box.Height * 0.13f), box.Width * 0.085f, paint);
        paint.Color = Label;
        canvas.DrawCircle(box.MidX + (box.Width * 0.035f), box.Top + (box.Height * 0.11f), box.Width * 0.07f, paint);
        paint.Color = Ink;
        Centred(canvas, paint, Brand.ToUpperInvariant(), FontWeight.SemiBold, box, 0.30f, box.Width * 0.062f, 3);
        var name = MeasuredText.Of(Name, new FontStack(FontWeight.Bold))?.Fit(new SKSize(box.Width * 0.94f, box.Height * 0.36f), box.Width * 0.19f, box.Width * 0.08f, 2);
        for (var i = 0; i < name?.Lines.Count; i++)
        {
            var line = name.Lines[i];
            line.Draw(canvas, box.MidX - (line.Width / 2), box.Top + (box.Height * 0.40f) + ((0.95f + (i * 1.08f)) * name.Size), paint);
        }

        paint.Color = Accent;
        canvas.DrawRect(SKRect.Create(box.MidX - (box.Width * 0.09f), box.Top + (box.Height * 0.81f), box.Width * 0.18f, 5), paint);
        paint.Color = Ink;
        Centred(canvas, paint, Small, FontWeight.Regular, box, 0.93f, box.Width * 0.058f, 1);
    }

    private static void Centred(SKCanvas canvas, SKPaint paint, string text, FontWeight weight, SKRect box, float at, float size, float spacing)
    {
        var line = ShapedLine.Of(text, weight, size, rightToLeft: false, spacing);
        line.Draw(canvas, box.MidX - ((line.Width - spacing) / 2), box.Top + (box.Height * at), paint);
    }

    private static void Cylinder(SKCanvas canvas, SKRect box, float bulge, SKColor color)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(box.Left, box.Top);
        builder.LineTo(box.Left, box.Bottom - bulge);
        builder.CubicTo(box.Left, box.Bottom + (bulge * 0.34f), box.Right, box.Bottom + (bulge * 0.34f), box.Right, box.Bottom - bulge);
        builder.LineTo(box.Right, box.Top);
        builder.Close();
        using var shape = builder.Detach();
        using var paint = Round(box.Left, box.Right, color);
        canvas.DrawPath(shape, paint);
    }

    /// <summary>A label around a round body: the body's light over the label's colour, its edges bent a little.</summary>
    private static void Band(SKCanvas canvas, SKRect box, SKColor color)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(box.Left, box.Top);
        builder.QuadTo(box.MidX, box.Top + 44, box.Right, box.Top);
        builder.LineTo(box.Right, box.Bottom);
        builder.QuadTo(box.MidX, box.Bottom + 44, box.Left, box.Bottom);
        builder.Close();
        using var shape = builder.Detach();
        using var paint = Round(box.Left, box.Right, color);
        canvas.DrawPath(shape, paint);
    }

    private static void Top(SKCanvas canvas, SKRect box, SKColor color)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(box.Left, box.Top), new SKPoint(box.Right, box.Bottom), [Shade(color, 12), color, Shade(color, -8)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { IsAntialias = true, Shader = shader };
        canvas.DrawOval(box, paint);
    }

    /// <summary>Light from the left on a round body: a soft highlight, a dark edge, light bounced back at the right.</summary>
    private static SKPaint Round(float left, float right, SKColor color)
    {
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(left, 0), new SKPoint(right, 0),
            [Shade(color, -16), Shade(color, 4), Shade(color, 16), Shade(color, 3), Shade(color, -8), Shade(color, -22), Shade(color, -12)],
            [0, 0.14f, 0.27f, 0.42f, 0.68f, 0.93f, 1], SKShaderTileMode.Clamp);
        return new SKPaint { IsAntialias = true, Shader = shader };
    }

    private static SKColor Shade(SKColor color, float lightness)
    {
        color.ToHsl(out var h, out var s, out var l);
        return SKColor.FromHsl(h, s, Math.Clamp(l + (lightness * 0.8f), 3, 97));
    }

    private static SKPath Quad(params SKPoint[] corners)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly(corners, true);
        return builder.Detach();
    }
}
