using System.Runtime.CompilerServices;
using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>The product's own pixels without the empty margin, and what it stands on.</summary>
internal sealed class ProductCut : IDisposable
{
    private const int Solid = 40;

    private readonly SKBitmap bitmap;

    private ProductCut(SKBitmap bitmap)
    {
        this.bitmap = bitmap;
        Image = SKImage.FromBitmap(bitmap);
        Foot = FootOf(bitmap);
    }

    public SKImage Image { get; }

    public float AspectRatio => (float)bitmap.Width / bitmap.Height;

    /// <summary>Where the lowest part stands, as parts of the width.</summary>
    public (float From, float To) Foot { get; }

    /// <summary>Null when nothing is left of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ProductCut? From(SKBitmap picture)
    {
        var pixels = picture.GetPixelSpan();
        var (width, height, rowBytes) = (picture.Width, picture.Height, picture.RowBytes);
        var (left, top, right, bottom) = (width, height, 0, 0);
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice(y * rowBytes, width * 4);
            for (var x = 0; x < width; x++)
            {
                if (row[(x * 4) + 3] > Solid)
                {
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                }
            }
        }

        if (right - left < 8 || bottom - top < 8)
        {
            return null;
        }

        using var part = new SKBitmap();
        picture.ExtractSubset(part, new SKRectI(left, top, right, bottom));
        return new ProductCut(part.Copy());
    }

    /// <summary>Fills a bitmap with the product.</summary>
    public void Scale(SKBitmap target)
    {
        var scale = (float)target.Width / bitmap.Width;
        if (PicturePixels.IsMuchSmaller(scale))
        {
            // Much smaller: Skia keeps its halved steps from one size to the next.
            using var canvas = new SKCanvas(target);
            canvas.Clear(SKColors.Transparent);
            canvas.DrawImage(Image, SKRect.Create(target.Width, target.Height), PicturePixels.SamplingAt(scale));
            return;
        }

        CubicScaler.Draw(bitmap, SKRect.Create(bitmap.Width, bitmap.Height), target, SKRectI.Create(target.Width, target.Height));
    }

    public void Dispose()
    {
        Image.Dispose();
        bitmap.Dispose();
    }

    private static (float From, float To) FootOf(SKBitmap product)
    {
        var pixels = product.GetPixelSpan();
        var (width, height, rowBytes) = (product.Width, product.Height, product.RowBytes);
        var (from, to) = (width, 0);
        for (var y = (int)(height * 0.95); y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (pixels[(y * rowBytes) + (x * 4) + 3] > 128)
                {
                    (from, to) = (Math.Min(from, x), Math.Max(to, x + 1));
                }
            }
        }

        return to > from ? ((float)from / width, (float)to / width) : (0.2f, 0.8f);
    }
}
