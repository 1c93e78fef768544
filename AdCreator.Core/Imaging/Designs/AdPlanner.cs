using SkiaSharp;

namespace AdCreator.Core.Imaging.Designs;

/// <summary>Chooses the best plan for a canvas.</summary>
internal static class AdPlanner
{
    public static Planned Plan(ArtworkSources sources, AdCanvas canvas)
    {
        var room = PlanRoom.Of(canvas, sources.LabelText.Length > 0);
        if (room.Content.Width < 24 || room.Content.Height < 20)
        {
            return new Planned(null, NoRoom("The safe zone leaves no room for words."));
        }

        var plan = Choose(sources, room, canvas, out var fits);
        if (plan is null)
        {
            return new Planned(null, fits
                ? NoRoom("No room for the headline: even in the smallest readable type it does not fit.")
                : new ComposedAd.NeedsOwnPicture("This shape would cut the product off: it needs a picture of its own."));
        }

        return new Planned(WithLabel(sources, room, plan));
    }

    private static AdPlan? Choose(ArtworkSources sources, PlanRoom room, AdCanvas canvas, out bool fits)
    {
        fits = true;
        if (room.Given is null && (room.IsStrip || room.IsTower))
        {
            var banner = room.IsStrip ? PanelPlans.Strip(sources, room, out var hasRoom) : PanelPlans.Tower(sources, room, out hasRoom);
            fits = !hasRoom;
            return banner;
        }

        if (sources.Product is not null)
        {
            return LockPlans.Of(sources, room, canvas).MaxBy(p => p.Score);
        }

        if (ScenePlans.Of(sources, room, canvas).MaxBy(p => p.Score) is { } plan)
        {
            return plan;
        }

        var area = SKRect.Create(room.Size.Width, room.Size.Height);
        fits = SceneCrop.Around(sources.SceneSize, area.Size, sources.ProductInScene, focus: null).Any();
        if (room.IsWide && PanelPlans.Split(sources, room) is { } split)
        {
            return split;
        }

        return sources.IsProductAssumed && (fits || canvas.IsOwnShape) ? ScenePlans.Over(sources, room, canvas) : null;
    }

    /// <summary>Into the first corner that words and product leave free, or beneath the words.</summary>
    private static AdPlan WithLabel(ArtworkSources sources, PlanRoom room, AdPlan plan)
    {
        if (sources.LabelText.Length == 0)
        {
            return plan;
        }

        var size = room.LabelSize;
        var line = ShapedLine.Of(sources.LabelText, sources.TextFonts, size, TextDirection.IsRightToLeft(sources.LabelText));
        var (width, height) = (line.Width + (size * 1.1f), size * PlanRoom.LabelHeight);
        var edge = room.Edge;
        SKPoint[] corners = [new(edge.Left, edge.Bottom - height), new(edge.Right - width, edge.Bottom - height), new(edge.Right - width, edge.Top), new(edge.Left, edge.Top), new(plan.Text.Box.Left, plan.Text.Box.Bottom + (size * 0.6f))];
        foreach (var corner in corners)
        {
            var box = SKRect.Create(corner.X, corner.Y, width, height);
            if (SKRect.Inflate(edge, 0.005f, 0.005f).Contains(box) && !box.IntersectsWith(SKRect.Inflate(plan.Text.Box, size * 0.4f, size * 0.4f)) && !(plan.Product is { } product && box.IntersectsWith(SKRect.Inflate(product, 2, 2))))
            {
                return plan with { Label = box, LabelLine = line };
            }
        }

        return plan with { Text = plan.Text with { Dropped = [.. plan.Text.Dropped, "The line that tells of AI had no room."] } };
    }

    private static ComposedAd.Refused NoRoom(string reason) =>
        new(reason, "Shorten the headline or the offer, or leave this size out.", RefusalCause.NoRoom);
}
