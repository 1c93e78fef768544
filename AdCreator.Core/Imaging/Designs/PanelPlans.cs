using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Plans with a plain ground in the brand's colour for the words and the picture beside or beneath it: banners, and landscapes that a full crop would spoil.</summary>
internal static class PanelPlans
{
    /// <summary>A wide banner: words in a row, the product at the end.</summary>
    public static AdPlan? Strip(ArtworkSources sources, PlanRoom room)
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
        if (sources.Copy.Row(words.Size, scale) is not { } row)
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

        var stage = mirrored ? new SKRect(0, top, picture, bottom) : new SKRect(w - picture, top, w, bottom);
        return Finish(sources, room, scale, text, area, stage, panel);
    }

    /// <summary>A narrow banner: words above, the product beneath.</summary>
    public static AdPlan? Tower(ArtworkSources sources, PlanRoom room)
    {
        var (w, h) = ((float)room.Size.Width, (float)room.Size.Height);
        var safe = room.Safe;
        var margin = Math.Max(6, w * 0.085f);
        var ratio = sources.Product?.AspectRatio ?? RatioOf(sources);
        var picture = Math.Clamp((w * 0.88f / ratio) + (w * 0.3f), h * 0.34f, h * 0.5f);
        var slant = w * 0.16f;
        var scale = TypeScale.ForTower(room.Size.Width);
        var words = new SKRect(Math.Max(safe.Left, margin), Math.Max(safe.Top, margin * 1.3f), Math.Min(safe.Right, w - margin), h - picture - slant - margin);
        if (sources.Copy.Stack(words.Size, scale) is not { } stacked)
        {
            return null;
        }

        // Few words leave more to the picture.
        picture = Math.Clamp(h - slant - (margin * 3.2f) - stacked.Box.Height, picture, h * 0.6f);
        var text = stacked.In(new SKRect(words.Left, words.Top, words.Right, h - picture - slant - margin), 0.3f);
        SKPoint[] panel = [new(0, 0), new(w, 0), new(w, h - picture - slant), new(0, h - picture)];
        var stage = new SKRect(Math.Max(safe.Left, w * 0.05f), h - picture + (w * 0.02f), Math.Min(safe.Right, w * 0.95f), Math.Min(safe.Bottom, h * 0.965f));
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
        else if (SceneCrop.Closely(sources.SceneSize, stage.Size, sources.ProductInScene) is { } close)
        {
            // The window fills the stage; what lies behind the slanted edge continues it.
            window = SceneCrop.Map(new SKRect(
                (area.Left - stage.Left) / stage.Width, (area.Top - stage.Top) / stage.Height, (area.Right - stage.Left) / stage.Width, (area.Bottom - stage.Top) / stage.Height), SKRect.Create(1, 1), close);
            window = Shifted(window);
            product = SceneCrop.Map(sources.ProductInScene, window, area);
        }
        else
        {
            return null;
        }

        return product.Height < 18 || product.Width < 8
            ? null
            : new AdPlan { Size = room.Size, Safe = room.Safe, SceneArea = area, Window = window, Product = product, Text = text, Panel = panel, Scale = scale };
    }

    /// <summary>Back into the scene, smaller where it does not fit.</summary>
    private static SKRect Shifted(SKRect window)
    {
        var scale = Math.Min(1, Math.Min(1 / window.Width, 1 / window.Height));
        var (width, height) = (window.Width * scale, window.Height * scale);
        return SKRect.Create(
            Math.Clamp(window.MidX - (width / 2), 0, 1 - width), Math.Clamp(window.MidY - (height / 2), 0, 1 - height), width, height);
    }

    /// <summary>Width to height of the product in the scene, in pixels.</summary>
    private static float RatioOf(ArtworkSources sources) =>
        sources.ProductInScene.Width * sources.SceneSize.Width / (sources.ProductInScene.Height * sources.SceneSize.Height);

    private static SKRect Mirrored(SKRect box, float width) => new(width - box.Right, box.Top, width - box.Left, box.Bottom);
}
