using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Plans with a plain ground in the brand's colour for the words and the picture beside or beneath it: banners, and landscapes that a full crop would spoil.</summary>
internal static class PanelPlans
{
    /// <summary>A wide banner: words in a row, the product at the end.</summary>
    /// <param name="sources">The artwork.</param>
    /// <param name="room">The canvas.</param>
    /// <param name="hasRoom">Whether the words fit; where they do and there is no plan, the picture does not.</param>
    public static AdPlan? Strip(ArtworkSources sources, PlanRoom room, out bool hasRoom)
    {
        var (w, h) = ((float)room.Size.Width, (float)room.Size.Height);
        var safe = room.Safe;
        var (top, bottom) = (Math.Max(safe.Top, h * 0.07f), Math.Min(safe.Bottom, h * 0.93f));
        var picture = sources.Product is { } cut
            ? Math.Clamp((Math.Min((bottom - top) * cut.AspectRatio, w * 0.3f)) + (h * 0.42f), h * 0.9f, w * 0.36f)
            : h * Math.Clamp(RatioOf(sources) * 1.1f, 0.9f, 1.8f);
        var slant = h * 0.22f;
        var margin = Math.Max(6, h * 0.16f);
        var words = new SKRect(Math.Max(safe.Left, margin), Math.Max(safe.Top, h * 0.1f), w - picture - slant - margin, Math.Min(safe.Bottom, h * 0.9f));
        if (sources.LabelText.Length > 0 && h >= 80)
        {
            words.Bottom = h - (h * 0.06f) - (room.LabelSize * (PlanRoom.LabelHeight + 0.5f));
        }

        var scale = TypeScale.ForStrip(room.Size.Height);
        var set = sources.Copy.Row(words.Size, scale);
        hasRoom = set is not null;
        if (set is not { } row)
        {
            return null;
        }

        var mirrored = sources.Copy.RightToLeft;
        SKPoint[] panel = [new(0, 0), new(w - picture, 0), new(w - picture - slant, h), new(0, h)];
        var area = new SKRect(w - picture - slant, 0, w, h);
        var text = row.In(mirrored ? Mirrored(words, w) : words, 0.5f);
        if (mirrored)
        {
            (area, panel) = (Mirrored(area, w), [.. panel.Select(p => new SKPoint(w - p.X, p.Y))]);
        }

        (top, bottom) = sources.Product is null ? (0, h) : (top, bottom);
        var stage = mirrored ? new SKRect(0, top, picture, bottom) : new SKRect(w - picture, top, w, bottom);
        return Finish(sources, room, scale, text, area, stage, panel);
    }

    /// <summary>A narrow banner: words above, the product beneath.</summary>
    /// <inheritdoc cref="Strip" path="/param" />
    public static AdPlan? Tower(ArtworkSources sources, PlanRoom room, out bool hasRoom)
    {
        var (w, h) = ((float)room.Size.Width, (float)room.Size.Height);
        var safe = room.Safe;
        var margin = Math.Max(6, w * 0.085f);
        var ratio = sources.Product?.AspectRatio ?? RatioOf(sources);
        var picture = sources.Product is null
            ? Math.Clamp(w / ratio * 1.15f, h * 0.2f, h * 0.5f)
            : Math.Clamp((w * 0.88f / ratio) + (w * 0.3f), h * 0.34f, h * 0.5f);
        var slant = w * 0.16f;
        var scale = TypeScale.ForTower(room.Size.Width);
        var words = new SKRect(Math.Max(safe.Left, margin), Math.Max(safe.Top, margin * 1.3f), Math.Min(safe.Right, w - margin), h - picture - slant - margin);
        var set = sources.Copy.Stack(words.Size, scale);
        hasRoom = set is not null;
        if (set is not { } stacked)
        {
            return null;
        }

        // Few words leave more to the picture.
        picture = sources.Product is null ? picture : Math.Clamp(h - slant - (margin * 3.2f) - stacked.Box.Height, picture, h * 0.6f);
        var text = stacked.In(new SKRect(words.Left, words.Top, words.Right, h - picture - slant - margin), 0.3f);
        SKPoint[] panel = [new(0, 0), new(w, 0), new(w, h - picture - slant), new(0, h - picture)];
        var stage = sources.Product is null ? new SKRect(0, h - picture, w, h) : new SKRect(Math.Max(safe.Left, w * 0.05f), h - picture + (w * 0.02f), Math.Min(safe.Right, w * 0.95f), Math.Min(safe.Bottom, h * 0.965f));
        return Finish(sources, room, scale, text, new SKRect(0, h - picture - slant, w, h), stage, panel);
    }

    /// <summary>A landscape whose full crop would cut the product: the picture keeps its shape at one side.</summary>
    public static AdPlan? Split(ArtworkSources sources, PlanRoom room)
    {
        var (w, h) = ((float)room.Size.Width, (float)room.Size.Height);
        var picture = Math.Clamp(h * RatioOf(sources) * 1.15f, w * 0.4f, w * 0.56f);
        var scale = TypeScale.For(room.Size.Width, room.Size.Height, isBeside: true);
        var words = SKRect.Intersect(room.Content, new SKRect(0, 0, w - picture - (room.Content.Left * 0.8f), h));
        if (words.IsEmpty || sources.Copy.Stack(words.Size, scale) is not { } stacked)
        {
            return null;
        }

        var mirrored = sources.Copy.RightToLeft;
        var area = new SKRect(w - picture, 0, w, h);
        SKPoint[] panel = [new(0, 0), new(w - picture, 0), new(w - picture, h), new(0, h)];
        if (mirrored)
        {
            (area, panel) = (Mirrored(area, w), [.. panel.Select(p => new SKPoint(w - p.X, p.Y))]);
        }

        return Finish(sources, room, scale, stacked.In(mirrored ? Mirrored(words, w) : words, 0.5f), area, area, panel);
    }

    private static AdPlan? Finish(ArtworkSources sources, PlanRoom room, TypeScale scale, PlacedText text, SKRect area, SKRect stage, SKPoint[] panel)
    {
        SKRect product;
        SKRect window;
        if (sources.Product is { } cut)
        {
            product = LockPlans.Stand(stage, cut.AspectRatio);
            var foot = new SKPoint((product.MidX - area.Left) / area.Width, (product.Bottom - area.Top) / area.Height);
            window = SceneCrop.ForFoot(sources.SceneSize, area.Size, foot, sources.Horizon, focus: null);
        }
        else if (SceneCrop.Closely(sources.SceneSize, area.Size, Behind(sources.ProductInScene, stage, area)) is { } close)
        {
            window = close;
            product = SceneCrop.Map(sources.ProductInScene, window, area);
            if (product.Left < stage.Left - 1 || product.Top < stage.Top - 1 || product.Right > stage.Right + 1 || product.Bottom > stage.Bottom + 1)
            {
                return null;
            }

            product = SKRect.Intersect(product, stage);
        }
        else
        {
            return null;
        }

        return product.Height < 18 || product.Width < 8
            ? null
            : new AdPlan { Size = room.Size, Safe = room.Safe, SceneArea = area, Window = window, Product = product, Text = text, Panel = panel, Scale = scale };
    }

    /// <summary>The product's box in the scene, extended by what lies behind the panel's slanted edge, so that the edge never reaches the product.</summary>
    private static SKRect Behind(SKRect product, SKRect stage, SKRect area)
    {
        var (x, y) = (product.Width / stage.Width, product.Height / stage.Height);
        return new SKRect(
            Math.Max(0, product.Left - ((stage.Left - area.Left) * x)),
            Math.Max(0, product.Top - ((stage.Top - area.Top) * y)),
            Math.Min(1, product.Right + ((area.Right - stage.Right) * x)),
            Math.Min(1, product.Bottom + ((area.Bottom - stage.Bottom) * y)));
    }

    /// <summary>Width to height of the product in the scene, in pixels.</summary>
    private static float RatioOf(ArtworkSources sources) =>
        sources.ProductInScene.Width * sources.SceneSize.Width / (sources.ProductInScene.Height * sources.SceneSize.Height);

    private static SKRect Mirrored(SKRect box, float width) => new(width - box.Right, box.Top, width - box.Left, box.Bottom);
}
