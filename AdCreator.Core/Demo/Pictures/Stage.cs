using SkiaSharp;

namespace AdCreator.Core.Demo.Pictures;

/// <summary>Which side of a picture stays calm.</summary>
internal enum CopySide
{
    Top = 1,
    Bottom,
    Left,
    Right,
}

/// <summary>Where things stand in a picture: its size, the product's box, the line where wall and ground meet.</summary>
/// <param name="Product">Its lower edge stands on the ground.</param>
/// <param name="Horizon">Pixels from the top; behind the product.</param>
internal sealed record Stage(SKSizeI Size, CopySide Copy, SKRect Product, float Horizon)
{
    /// <summary>The shorter side: the measure of strokes and blurs.</summary>
    public float Unit => Math.Min(Size.Width, Size.Height);

    public SKPoint Foot => new(Product.MidX, Product.Bottom);

    public static Stage For(SKSizeI size, CopySide copy, ProductCutout? product, Random random)
    {
        var (w, h) = ((float)size.Width, (float)size.Height);
        var room = copy switch
        {
            CopySide.Left => new SKRect(w * 0.52f, h * 0.14f, w * 0.95f, h * 0.86f),
            CopySide.Right => new SKRect(w * 0.05f, h * 0.14f, w * 0.48f, h * 0.86f),
            CopySide.Bottom => new SKRect(w * 0.14f, h * 0.08f, w * 0.86f, h * 0.57f),
            _ => new SKRect(w * 0.14f, h * (h > w * 1.5f ? 0.48f : 0.435f), w * 0.86f, h * 0.895f),
        };
        var shape = product?.AspectRatio ?? 0.6f;
        var height = Math.Min(room.Height, room.Width / shape);
        var width = height * shape;
        var lean = copy is CopySide.Top or CopySide.Bottom ? ((float)random.NextDouble() - 0.5f) * 0.08f * w : 0;
        var box = SKRect.Create(room.MidX - (width / 2) + lean, room.Bottom - height, width, height);
        return new Stage(size, copy, box, box.Bottom - (Math.Max(height, room.Height * 0.6f) * 0.24f));
    }
}
