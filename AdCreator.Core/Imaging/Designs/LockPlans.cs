using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Plans for a product that is placed on the scene: copy first, and the product as large as the rest allows.</summary>
internal static class LockPlans
{
    public static IEnumerable<AdPlan> Of(ArtworkSources sources, PlanRoom room, AdCanvas canvas)
    {
        var cut = sources.Product!;
        if (room.Given is { } given)
        {
            return FromGiven(sources, room, canvas, given);
        }

        var plans = new List<AdPlan?>();
        var ratio = room.Content.Width / room.Content.Height;
        if (!room.IsWide)
        {
            plans.Add(Above(sources, room, canvas));
        }

        if (ratio > 1.1f || (ratio > 0.72f && cut.AspectRatio < 0.62f))
        {
            plans.Add(Beside(sources, room, canvas, textFirst: true));
            plans.Add(Beside(sources, room, canvas, textFirst: false));
        }

        return plans.OfType<AdPlan>();
    }

    /// <summary>The product's box in a room, standing at its lower end; not so low that a flat product leaves a hole above it.</summary>
    public static SKRect Stand(SKRect room, float aspectRatio, float fill = 0.92f)
    {
        var height = Math.Min(room.Height, room.Width * fill / aspectRatio);
        var width = height * aspectRatio;
        var lift = Math.Min((room.Height - height) * 0.38f, room.Height * 0.3f);
        return SKRect.Create(room.MidX - (width / 2), room.Bottom - lift - height, width, height);
    }

    private static AdPlan? Above(ArtworkSources sources, PlanRoom room, AdCanvas canvas)
    {
        var c = room.Content;
        var scale = TypeScale.For(room.Size.Width, room.Size.Height, isBeside: false);
        var share = c.Height / c.Width > 1.02f ? 0.5f : 0.46f;
        var text = sources.Copy.Stack(new SKSize(c.Width, c.Height * share), scale)?.In(c, 0);
        return text is null
            ? null
            : With(sources, room, canvas, scale, text, Stand(new SKRect(c.Left, text.Box.Bottom + room.Gap, c.Right, c.Bottom), sources.Product!.AspectRatio)) is { } plan
                ? plan with { Score = plan.Score + 0.08 }
                : null;
    }

    private static AdPlan? Beside(ArtworkSources sources, PlanRoom room, AdCanvas canvas, bool textFirst)
    {
        var c = room.Content;
        var gap = Math.Max(room.Gap, c.Width * 0.035f);
        var scale = TypeScale.For(room.Size.Width, room.Size.Height, isBeside: true);

        // A slender product leaves more of the width to the words.
        var slender = Math.Min(c.Width * 0.56f, c.Width - gap - (c.Height * 0.96f * sources.Product!.AspectRatio));
        var column = Math.Max(c.Width * 0.46f, slender);
        if (sources.Copy.Stack(new SKSize(column, c.Height), scale) is not { } stacked)
        {
            return null;
        }

        var left = textFirst != sources.Copy.RightToLeft;
        var width = stacked.Box.Width;
        var text = stacked.In(left ? new SKRect(c.Left, c.Top, c.Left + width, c.Bottom) : new SKRect(c.Right - width, c.Top, c.Right, c.Bottom), 0.5f);
        var rest = left ? new SKRect(text.Box.Right + gap, c.Top, c.Right, c.Bottom) : new SKRect(c.Left, c.Top, text.Box.Left - gap, c.Bottom);
        var plan = With(sources, room, canvas, scale, text, Stand(rest, sources.Product!.AspectRatio, 0.98f));
        return plan is null ? null : plan with { Score = plan.Score + (textFirst ? 0.1 : 0) };
    }

    private static IEnumerable<AdPlan> FromGiven(ArtworkSources sources, PlanRoom room, AdCanvas canvas, SKRect given)
    {
        var scale = TypeScale.For(room.Size.Width, room.Size.Height, room.IsWide);
        if (sources.Copy.Stack(given.Size, scale)?.In(given, 0) is not { } text)
        {
            return [];
        }

        return room.Around(text.Box)
            .Select(rest => With(sources, room, canvas, scale, text, Stand(rest, sources.Product!.AspectRatio)))
            .OfType<AdPlan>();
    }

    private static AdPlan? With(ArtworkSources sources, PlanRoom room, AdCanvas canvas, TypeScale scale, PlacedText text, SKRect product)
    {
        if (product.Width < 8 || product.Height < 8)
        {
            return null;
        }

        var area = SKRect.Create(room.Size.Width, room.Size.Height);
        var foot = new SKPoint(product.MidX / area.Width, product.Bottom / area.Height);
        var window = SceneCrop.ForFoot(sources.SceneSize, area.Size, foot, sources.Horizon, canvas.Focus);
        var busy = sources.Calm.BusynessOf(SceneCrop.Map(Relative(text.Box, area), SKRect.Create(1, 1), window));
        var share = Math.Clamp(product.Width * product.Height / (room.Content.Width * room.Content.Height * 0.36f), 0, 1);
        return new AdPlan
        {
            Size = room.Size,
            Safe = room.Safe,
            SceneArea = area,
            Window = window,
            Product = product,
            Text = text,
            Scale = scale,
            Score = (0.8 * text.Headline.Size / scale.Largest) + Math.Sqrt(share) - (0.35 * busy) - (0.25 * text.Dropped.Count),
        };
    }

    private static SKRect Relative(SKRect box, SKRect area) =>
        new(box.Left / area.Width, box.Top / area.Height, box.Right / area.Width, box.Bottom / area.Height);
}
