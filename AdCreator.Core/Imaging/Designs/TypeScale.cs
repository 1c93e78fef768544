namespace AdCreator.Core.Imaging.Designs;

/// <summary>How large type may be on a canvas, in pixels of the em.</summary>
/// <param name="Unit">The measure of gaps and strokes.</param>
/// <param name="Largest">Headline.</param>
/// <param name="Smallest">Headline: below it nobody reads it.</param>
/// <param name="Brand">The line with the brand's name.</param>
/// <param name="OfferLargest">Words of the badge.</param>
/// <param name="OfferSmallest">Words of the badge.</param>
/// <param name="MaxLines">Of the headline.</param>
internal sealed record TypeScale(float Unit, float Largest, float Smallest, float Brand, float OfferLargest, float OfferSmallest, int MaxLines)
{
    /// <summary>Small type of banners, which are shown at their own size, pixel for pixel.</summary>
    private const float Readable = 11;

    /// <summary>For text that stands above or beside a product.</summary>
    public static TypeScale For(int width, int height, bool isBeside)
    {
        var (shorter, longer) = ((float)Math.Min(width, height), (float)Math.Max(width, height));
        var unit = shorter < 400 ? shorter * Math.Clamp(MathF.Sqrt(longer / shorter), 1.1f, 1.3f) : shorter;
        return new TypeScale(
            unit,
            unit * (isBeside ? 0.106f : 0.1f),
            Math.Max(Readable, shorter * 0.033f),
            Math.Max(9.5f, unit * 0.028f),
            Math.Max(12, unit * 0.038f),
            Math.Max(9.5f, shorter * 0.021f),
            (isBeside ? 6 : 5) - (shorter < 400 ? 1 : 0));
    }

    /// <summary>For a wide banner, whose text stands in a row.</summary>
    public static TypeScale ForStrip(int height) =>
        new(height * 1.6f, Math.Max(Readable, height * 0.36f), Readable, Math.Max(9.5f, height * 0.15f), Math.Max(10, height * 0.21f), 9.5f, height < 70 ? 2 : 3);

    /// <summary>For a narrow banner, whose text stands in a panel above the product.</summary>
    public static TypeScale ForTower(int width) =>
        new(width * 1.5f, width * 0.185f, Math.Max(Readable, width * 0.07f), Math.Max(9.5f, width * 0.075f), Math.Max(11, width * 0.095f), 9.5f, 9);
}
