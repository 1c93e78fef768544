using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Sets the copy of a design into a room, in the largest type that fits; what has no room is dropped, the headline never.</summary>
/// <param name="headline">Measured in the headline's fonts.</param>
/// <param name="offer">Null for none.</param>
/// <param name="brand">The brand's name; empty for none.</param>
/// <param name="logo">Width to height of the logo, which then stands for the name; null without one.</param>
/// <param name="textFonts">Of the brand line.</param>
internal sealed class Typesetter(MeasuredText headline, MeasuredText? offer, string brand, float? logo, FontStack textFonts)
{
    /// <summary>Said where only the brand's name is missing.</summary>
    public const string NoBrandName = "The brand's name had no room.";

    public bool RightToLeft => headline.RightToLeft;

    /// <summary>One above the other, for a room above or beside the product; null when not even the headline alone fits.</summary>
    public PlacedText? Stack(SKSize room, TypeScale scale)
    {
        PlacedText? tight = null;
        foreach (var (withBrand, withOffer) in new[] { (true, true), (false, true), (true, false), (false, false) })
        {
            var placed = Stack(room, scale, withBrand, withOffer);
            if (placed is not null && placed.Headline.Size >= scale.Smallest * 1.2f)
            {
                return placed;
            }

            tight ??= placed;
        }

        return tight;
    }

    /// <summary>Side by side, for a wide banner: logo or brand line, headline, badge; null when not even the headline alone fits.</summary>
    public PlacedText? Row(SKSize room, TypeScale scale)
    {
        var full = Row(room, scale, withBrand: true, withOffer: true);
        var plain = Row(room, scale, withBrand: false, withOffer: true) ?? Row(room, scale, withBrand: true, withOffer: false);
        var bare = Row(room, scale, withBrand: false, withOffer: false);
        return new[] { full, plain, bare }.FirstOrDefault(p => p is not null && p.Headline.Size >= bare!.Headline.Size * 0.62f) ?? full ?? plain ?? bare;
    }

    private PlacedText? Stack(SKSize room, TypeScale scale, bool withBrand, bool withOffer)
    {
        var unit = scale.Unit;
        var accent = SKRect.Create(0, 0, Math.Min(unit * 0.07f, room.Width * 0.3f), Math.Max(2, unit * 0.009f));
        var mark = withBrand ? LogoSize(room.Width * 0.45f, unit * 0.062f) : SKSize.Empty;
        var line = withBrand && logo is null ? BrandLine(room.Width, scale.Brand) : null;
        var top = mark.IsEmpty ? accent.Bottom + (unit * 0.026f) : mark.Height + (unit * 0.034f);
        top += line is null ? 0 : scale.Brand * 1.9f;
        var badge = withOffer ? offer?.Fit(new SKSize(room.Width - (unit * 0.09f), scale.OfferLargest * 2.8f), scale.OfferLargest, scale.OfferSmallest, maxLines: 2) : null;
        var below = badge is null ? 0 : BadgeSize(badge).Height + (unit * 0.03f);
        var fitted = headline.Fit(new SKSize(room.Width, room.Height - top - below), scale.Largest, scale.Smallest, scale.MaxLines);
        if (fitted is null)
        {
            return null;
        }

        var badgeSize = badge is null ? SKSize.Empty : BadgeSize(badge);
        var width = new[] { fitted.Width, line?.Width ?? 0, mark.Width, badgeSize.Width, accent.Width }.Max();
        float Start(float w) => RightToLeft ? width - w : 0;
        return new PlacedText
        {
            Accent = mark.IsEmpty ? SKRect.Create(Start(accent.Width), 0, accent.Width, accent.Height) : null,
            Brand = line,
            BrandBox = line is null ? null : SKRect.Create(Start(line.Width), accent.Bottom + (unit * 0.026f), line.Width, scale.Brand * 1.25f),
            Logo = mark.IsEmpty ? null : SKRect.Create(Start(mark.Width), 0, mark.Width, mark.Height),
            Headline = fitted,
            HeadlineBox = SKRect.Create(Start(fitted.Width), top, fitted.Width, fitted.Height),
            Offer = badge,
            Badge = badge is null ? null : SKRect.Create(Start(badgeSize.Width), top + fitted.Height + (unit * 0.03f), badgeSize.Width, badgeSize.Height),
            Dropped = DroppedOf(badge is null, line is null && mark.IsEmpty),
        };
    }

    private PlacedText? Row(SKSize room, TypeScale scale, bool withBrand, bool withOffer)
    {
        var gap = room.Height * 0.28f;
        var mark = withBrand ? LogoSize(room.Width * 0.2f, room.Height * 0.62f) : SKSize.Empty;
        var hasLine = withBrand && logo is null && room.Height >= 60;
        var line = hasLine ? BrandLine(room.Width * 0.5f, scale.Brand) : null;
        var badge = withOffer ? offer?.Fit(new SKSize(room.Width * 0.34f, room.Height * 0.6f), scale.OfferLargest, scale.OfferSmallest, maxLines: 2) : null;
        var badgeSize = badge is null ? SKSize.Empty : BadgeSize(badge);
        var left = mark.IsEmpty ? 0 : mark.Width + gap;
        var right = badge is null ? 0 : badgeSize.Width + gap;
        var top = line is null ? 0 : scale.Brand * 1.55f;
        var fitted = (withOffer && offer is not null && badge is null) || (withBrand && mark.IsEmpty && line is null && brand.Length > 0 && hasLine)
            ? null
            : headline.Fit(new SKSize(room.Width - left - right, room.Height - top), scale.Largest, scale.Smallest, scale.MaxLines);
        if (fitted is null)
        {
            return null;
        }

        var words = Math.Max(fitted.Width, line?.Width ?? 0);
        var width = badge is null ? left + words : room.Width;
        SKRect At(float x, float y, float w, float h) => SKRect.Create(RightToLeft ? width - x - w : x, y, w, h);
        var y = (room.Height - top - fitted.Height) / 2;
        return new PlacedText
        {
            Brand = line,
            BrandBox = line is null ? null : At(left, y, line.Width, scale.Brand * 1.25f),
            Logo = mark.IsEmpty ? null : At(0, (room.Height - mark.Height) / 2, mark.Width, mark.Height),
            Headline = fitted,
            HeadlineBox = At(left, y + top, fitted.Width, fitted.Height),
            Offer = badge,
            Badge = badge is null ? null : At(width - badgeSize.Width, (room.Height - badgeSize.Height) / 2, badgeSize.Width, badgeSize.Height),
            Dropped = DroppedOf(badge is null, line is null && mark.IsEmpty),
        };
    }

    private static SKSize BadgeSize(FittedText label) => new(label.Width + (label.Size * 1.9f), label.Height + label.Size);

    private SKSize LogoSize(float width, float height)
    {
        if (logo is not { } ratio)
        {
            return SKSize.Empty;
        }

        // A square mark needs more height than a long word to look as large.
        height *= Math.Clamp(1.7f / ratio, 1, 1.7f);
        var h = Math.Min(height, width / ratio);
        return new SKSize(h * ratio, h);
    }

    private ShapedLine? BrandLine(float width, float size)
    {
        if (brand.Length == 0)
        {
            return null;
        }

        // Letters of joined scripts must not be pulled apart.
        var rightToLeft = TextDirection.IsRightToLeft(brand);
        var line = ShapedLine.Of(brand, textFonts, size, rightToLeft, rightToLeft ? 0 : size * 0.043f);
        return line.Width <= width ? line : null;
    }

    private List<string> DroppedOf(bool noOffer, bool noBrand)
    {
        var dropped = new List<string>();
        if (noOffer && offer is not null)
        {
            dropped.Add("The offer had no room at a readable size.");
        }

        if (noBrand && (brand.Length > 0 || logo is not null))
        {
            dropped.Add(logo is null ? NoBrandName : "The logo had no room.");
        }

        return dropped;
    }
}
