using AdCreator.Core.Imaging.Vision;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Finds the ground of a picture from its border inwards, and the shadows that lie on it.</summary>
internal sealed class GroundFlood
{
    /// <summary>A wall or floor lit better than its border, as a share of the lightness that the model expects.</summary>
    private const float BrightestShare = 1.3f;

    private const float DarkestShare = 0.25f;

    private readonly LabPicture picture;
    private readonly BackgroundModel model;
    private readonly double lightTolerance;
    private readonly double colorTolerance;
    private readonly double shadowColor;
    private readonly double shadowStep;

    /// <param name="tolerance">1 for the cut-out itself, more for a second opinion.</param>
    public GroundFlood(LabPicture picture, BackgroundModel model, double tolerance)
    {
        (this.picture, this.model) = (picture, model);
        lightTolerance = Math.Clamp(3.6 * model.LightSpread, 3.0, 9.0) * tolerance;
        colorTolerance = Math.Clamp(3.6 * model.ColorSpread, 2.6, 7.0) * tolerance;
        shadowColor = 4.2 * tolerance;
        shadowStep = 1.7 * tolerance * Math.Max(1, 480.0 / Math.Max(picture.Width, picture.Height));
    }

    /// <summary>How unlike the ground a pixel is: 1 is the edge of what counts as ground.</summary>
    public double DistanceAt(int i)
    {
        var light = (picture.L[i] - model.L[i]) / lightTolerance;
        var (a, b) = (picture.A[i] - model.A[i], picture.B[i] - model.B[i]);
        return Math.Sqrt((light * light) + (((a * a) + (b * b)) / (colorTolerance * colorTolerance)));
    }

    /// <summary>Ground that hangs together with the border. It does not pass through gaps of two pixels.</summary>
    public bool[] Ground()
    {
        var (w, h) = (picture.Width, picture.Height);
        var like = new bool[w * h];
        for (var i = 0; i < like.Length; i++)
        {
            like[i] = DistanceAt(i) <= 1;
        }

        var wide = Masks.Eroded(like, w, h);
        var reached = Masks.Flood(Masks.BorderOf(w, h).Where(i => wide[i]), w, h, (next, _) => wide[next]);
        return Masks.DilatedWithin(reached, like, w, h);
    }

    /// <summary>Darker or brighter than the ground, of nearly its colour, and reached from it without a step: uneven light, or a product like it.</summary>
    public bool[] Shadow(bool[] ground)
    {
        var (w, h) = (picture.Width, picture.Height);
        var reached = Masks.Flood(Enumerable.Range(0, w * h).Where(i => ground[i]), w, h, (next, from) => IsShadow(next) && Math.Abs(picture.L[next] - picture.L[from]) <= shadowStep);
        for (var i = 0; i < reached.Length; i++)
        {
            reached[i] &= !ground[i];
        }

        return reached;
    }

    /// <summary>Whether the pixel could be ground in another light, by its colour alone.</summary>
    public bool IsShadow(int i)
    {
        var share = picture.L[i] / Math.Max(1, model.L[i]);
        if (share is > BrightestShare or < DarkestShare)
        {
            return false;
        }

        var (a, b) = (picture.A[i] - (model.A[i] * share), picture.B[i] - (model.B[i] * share));
        // A deep shadow takes on the colour of what lights it from the side.
        var limit = shadowColor * (1 + (1.6 * Math.Max(0, 1 - share)));
        return (a * a) + (b * b) <= limit * limit;
    }

    /// <summary>Whether lightness stands still around the pixel, so that no edge runs there.</summary>
    public bool IsCalm(int i)
    {
        var (w, h, x, y) = (picture.Width, picture.Height, i % picture.Width, i / picture.Width);
        var horizontal = picture.L[(y * w) + Math.Min(w - 1, x + 1)] - picture.L[(y * w) + Math.Max(0, x - 1)];
        var vertical = picture.L[(Math.Min(h - 1, y + 1) * w) + x] - picture.L[(Math.Max(0, y - 1) * w) + x];
        return (horizontal * horizontal) + (vertical * vertical) <= 4 * shadowStep * shadowStep;
    }
}
