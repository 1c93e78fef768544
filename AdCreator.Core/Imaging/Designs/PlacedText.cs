using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Accent, brand line or logo, headline and badge with their places in pixels.</summary>
internal sealed record PlacedText
{
    public SKRect? Accent { get; init; }

    public ShapedLine? Brand { get; init; }

    public SKRect? BrandBox { get; init; }

    public SKRect? Logo { get; init; }

    public required FittedText Headline { get; init; }

    public required SKRect HeadlineBox { get; init; }

    public FittedText? Offer { get; init; }

    public SKRect? Badge { get; init; }

    public IReadOnlyList<string> Dropped { get; init; } = [];

    public bool RightToLeft => Headline.RightToLeft;

    public SKRect Box => Union(Accent, BrandBox, Logo, HeadlineBox, Badge);

    /// <summary>What stands on the scene itself and must contrast with it; the badge brings its own ground.</summary>
    public SKRect TypeBox => Union(BrandBox, HeadlineBox);

    public PlacedText MovedBy(float x, float y) => this with
    {
        Accent = Moved(Accent, x, y),
        BrandBox = Moved(BrandBox, x, y),
        Logo = Moved(Logo, x, y),
        HeadlineBox = Moved(HeadlineBox, x, y)!.Value,
        Badge = Moved(Badge, x, y),
    };

    /// <summary>Moved so that it stands in a room: at its start or end, at a height of 0 (top) to 1 (bottom).</summary>
    public PlacedText In(SKRect room, float height)
    {
        var box = Box;
        return MovedBy(
            RightToLeft ? room.Right - box.Right : room.Left - box.Left,
            room.Top + ((room.Height - box.Height) * height) - box.Top);
    }

    private static SKRect Union(params ReadOnlySpan<SKRect?> boxes)
    {
        SKRect? union = null;
        foreach (var box in boxes)
        {
            union = box is null ? union : union is null ? box : SKRect.Union(union.Value, box.Value);
        }

        return union!.Value;
    }

    private static SKRect? Moved(SKRect? box, float x, float y) => box is { } b ? SKRect.Create(b.Left + x, b.Top + y, b.Width, b.Height) : null;
}
