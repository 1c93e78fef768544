using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Plans for a scene that shows the product itself: crops that keep it whole, and copy where the product is not.</summary>
internal static class ScenePlans
{
    /// <summary>Where models put the product when asked for calm space above it: the lower two thirds, or the right half of a landscape.</summary>
    public static SKRect AssumedProduct(SKSizeI scene) => scene.Width > scene.Height * 1.3f
        ? new SKRect(0.5f, 0.1f, 0.97f, 0.92f)
        : new SKRect(0.14f, 0.42f, 0.86f, 0.92f);

    public static IEnumerable<AdPlan> Of(ArtworkSources sources, PlanRoom room, AdCanvas canvas)
    {
        var area = SKRect.Create(room.Size.Width, room.Size.Height);
        foreach (var window in SceneCrop.Around(sources.SceneSize, area.Size, sources.ProductInScene, canvas.Focus))
        {
            var product = Snapped(SceneCrop.Map(sources.ProductInScene, window, area), area);
            foreach (var place in room.Given is { } given ? [given] : RoomsFor(room, product))
            {
                if (PlanIn(sources, room, window, product, place) is { } plan)
                {
                    yield return plan;
                }
            }
        }
    }

    /// <summary>Words over the product, where its place is only assumed: a picture that was paid for is not thrown away for a guess.</summary>
    public static AdPlan? Over(ArtworkSources sources, PlanRoom room, AdCanvas canvas)
    {
        var area = SKRect.Create(room.Size.Width, room.Size.Height);
        var size = SceneCrop.Largest(sources.SceneSize, area.Size);
        var window = SKRect.Create((1 - size.Width) / 2, (1 - size.Height) / 2, size.Width, size.Height);
        var layout = AdLayout.For(room.Size.Width, room.Size.Height);
        var place = SKRect.Intersect(room.Content, SKRect.Create(layout.Text.Left, layout.Text.Top, layout.Text.Width, layout.Text.Height));
        return place.IsEmpty ? null : PlanIn(sources, room, window, SceneCrop.Map(sources.ProductInScene, window, area), place);
    }

    /// <summary>A box that reaches less than a pixel or so over the edge ends there.</summary>
    private static SKRect Snapped(SKRect box, SKRect area)
    {
        const float Rounding = 1.5f;
        return new SKRect(
            box.Left > -Rounding ? Math.Max(0, box.Left) : box.Left,
            box.Top > -Rounding ? Math.Max(0, box.Top) : box.Top,
            box.Right < area.Right + Rounding ? Math.Min(area.Right, box.Right) : box.Right,
            box.Bottom < area.Bottom + Rounding ? Math.Min(area.Bottom, box.Bottom) : box.Bottom);
    }

    private static IEnumerable<SKRect> RoomsFor(PlanRoom room, SKRect product) => room.Around(product).Select(r =>
        r.Height > r.Width * 1.2f || r.Width < room.Content.Width * 0.9f
            ? r
            : SKRect.Create(r.Left, r.Top, r.Width, Math.Min(r.Height, room.Content.Height * 0.5f)));

    private static AdPlan? PlanIn(ArtworkSources sources, PlanRoom room, SKRect window, SKRect product, SKRect place)
    {
        var isBeside = place.Width < room.Content.Width * 0.75f;
        var scale = TypeScale.For(room.Size.Width, room.Size.Height, isBeside);
        if (sources.Copy.Stack(place.Size, scale) is not { } stacked)
        {
            return null;
        }

        AdPlan? best = null;
        float[] heights = isBeside ? [0.5f, 0] : [0];
        foreach (var height in heights)
        {
            var text = stacked.In(place, room.Given is null ? height : 0);
            var area = SKRect.Create(room.Size.Width, room.Size.Height);
            var under = SceneCrop.Map(new SKRect(text.Box.Left / area.Width, text.Box.Top / area.Height, text.Box.Right / area.Width, text.Box.Bottom / area.Height), SKRect.Create(1, 1), window);
            var shown = Math.Clamp(product.Width * product.Height / (area.Width * area.Height * 0.36f), 0, 1);
            var score = (0.9 * text.Headline.Size / scale.Largest) + (0.5 * Math.Sqrt(shown)) - (0.5 * sources.Calm.BusynessOf(under)) - (0.25 * text.Dropped.Count)
                + (height == 0.5f ? 0.04 : 0) + (place.Top < product.Top && !isBeside ? 0.1 : 0);
            if (best is null || score > best.Score)
            {
                best = new AdPlan { Size = room.Size, Safe = room.Safe, SceneArea = area, Window = window, Product = product, Text = text, Scale = scale, Score = score };
            }
        }

        return best;
    }
}
