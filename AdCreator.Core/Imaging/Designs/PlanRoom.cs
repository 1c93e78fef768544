using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>The room that a canvas offers to copy and product.</summary>
/// <param name="Size">Pixels of the canvas.</param>
/// <param name="Safe">What every text keeps inside.</param>
/// <param name="Content">The safe box without the margin that looks good.</param>
/// <param name="Given">Where a person put the text; null for the program's choice.</param>
internal sealed record PlanRoom(SKSizeI Size, SKRect Safe, SKRect Content, SKRect? Given)
{
    private const float StripRatio = 2.6f;
    private const float TowerRatio = 0.36f;

    public float Ratio => (float)Size.Width / Size.Height;

    public bool IsStrip => Ratio >= StripRatio;

    public bool IsTower => Ratio <= TowerRatio;

    /// <summary>Whether copy stands beside the product by default.</summary>
    public bool IsWide => Content.Width > Content.Height * 1.3f;

    public float Shorter => Math.Min(Size.Width, Size.Height);

    public float Gap => Shorter * 0.035f;

    /// <param name="canvas">What is planned.</param>
    /// <param name="hasLabel">Whether the line that tells of AI needs a place at the lower edge.</param>
    public static PlanRoom Of(AdCanvas canvas, bool hasLabel)
    {
        var size = new SKSizeI(canvas.Width, canvas.Height);
        var whole = SKRect.Create(size.Width, size.Height);
        var margin = Math.Max(4, Math.Min(size.Width, size.Height) * 0.074f);
        var safe = canvas.SafeBox is { } box ? SKRect.Intersect(whole, SKRect.Create(box.Left, box.Top, box.Width, box.Height)) : DefaultSafe(size);
        var content = SKRect.Intersect(safe, SKRect.Inflate(whole, -margin, -margin));
        if (hasLabel)
        {
            content.Bottom = Math.Min(content.Bottom, EdgeOf(size, safe).Bottom - (LabelSizeOf(size) * (LabelHeight + 0.3f)));
        }

        SKRect? given = canvas.TextBox is { } text
            ? SKRect.Intersect(whole, SKRect.Create((float)text.Left * size.Width, (float)text.Top * size.Height, (float)text.Width * size.Width, (float)text.Height * size.Height))
            : null;
        return new PlanRoom(size, safe, content, given);
    }

    /// <summary>Height of the label's plate, in ems.</summary>
    public const float LabelHeight = 1.65f;

    /// <summary>Pixels of the em of the line that tells of AI.</summary>
    public float LabelSize => LabelSizeOf(Size);

    /// <summary>In whose corners the line that tells of AI may stand.</summary>
    public SKRect Edge => EdgeOf(Size, Safe);

    /// <summary>The four rooms around a box, inside the content.</summary>
    public IEnumerable<SKRect> Around(SKRect box) => new[]
    {
        new SKRect(Content.Left, Content.Top, Content.Right, Math.Min(Content.Bottom, box.Top - Gap)),
        new SKRect(Content.Left, Content.Top, Math.Min(Content.Right, box.Left - Gap), Content.Bottom),
        new SKRect(Math.Max(Content.Left, box.Right + Gap), Content.Top, Content.Right, Content.Bottom),
        new SKRect(Content.Left, Math.Max(Content.Top, box.Bottom + Gap), Content.Right, Content.Bottom),
    }.Where(r => r.Width > 8 && r.Height > 8);

    private static float LabelSizeOf(SKSizeI size) => Math.Max(8, Math.Min(Math.Min(size.Width, size.Height) * 0.019f, 30));

    private static SKRect EdgeOf(SKSizeI size, SKRect safe)
    {
        var inset = -Math.Min(size.Width, size.Height) * 0.03f;
        return SKRect.Intersect(safe, SKRect.Inflate(SKRect.Create(size.Width, size.Height), inset, inset));
    }

    /// <summary>Stories and Reels cover the edges with their own buttons; elsewhere the whole canvas is free.</summary>
    private static SKRect DefaultSafe(SKSizeI size)
    {
        const int Banner = 500;
        var layout = AdLayout.For(size.Width, size.Height);
        return size.Width >= Banner && layout.Safe is { } safe ? SKRect.Create(safe.Left, safe.Top, safe.Width, safe.Height) : SKRect.Create(size.Width, size.Height);
    }
}
