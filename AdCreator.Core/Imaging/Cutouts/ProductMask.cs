using AdCreator.Core.Imaging.Vision;
using OpenCvSharp;

namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>Where the product is in a picture of working size.</summary>
/// <param name="Product">True on the product.</param>
/// <param name="PieceCount">Its parts of at least a hundredth of the largest.</param>
/// <param name="BorderShare">Share of the picture's border that it covers, 0 to 1.</param>
/// <param name="Evenness">See <see cref="BackgroundModel.Evenness"/>.</param>
/// <param name="Ground">The ground as it would be everywhere.</param>
internal sealed record ProductMask(bool[] Product, int PieceCount, double BorderShare, double Evenness, BackgroundModel Ground)
{
    private const int GrabCutRounds = 2;

    /// <summary>Holes smaller than this share of the product stay filled: print, glints, noise.</summary>
    private const double SmallestHole = 0.0007;

    private const double LargeHole = 0.03;

    /// <summary>A piece that looks like shadow to this share is one.</summary>
    private const double ShadowShare = 0.75;

    private const double SmallestPiece = 0.01;

    public static ProductMask Of(Mat bgr, double tolerance, CancellationToken cancellationToken)
    {
        var picture = LabPicture.Of(bgr);
        var model = BackgroundModel.Fit(picture);
        model.Correct(new GroundFlood(picture, model, tolerance).Ground());
        var flood = new GroundFlood(picture, model, tolerance);
        var ground = flood.Ground();
        var shadow = flood.Shadow(ground);
        cancellationToken.ThrowIfCancellationRequested();
        var holes = HolesOf(ground, shadow, flood, picture);
        var product = Refine(bgr, ground, shadow, holes, flood);
        Peel(product, flood, picture, ground);
        DropShadows(product, flood, picture);
        var pieces = Tidy(product, picture.Width, picture.Height, holes);
        var border = Masks.BorderOf(picture.Width, picture.Height).ToArray();
        return new ProductMask(product, pieces, (double)border.Count(i => product[i]) / border.Length, model.Evenness, model);
    }

    /// <summary>Ground seen through the product, such as inside a handle.</summary>
    private static bool[] HolesOf(bool[] ground, bool[] shadow, GroundFlood flood, LabPicture picture)
    {
        var (w, h) = (picture.Width, picture.Height);
        var like = new bool[ground.Length];
        for (var i = 0; i < like.Length; i++)
        {
            like[i] = !ground[i] && !shadow[i] && (flood.DistanceAt(i) <= 1 || (flood.IsShadow(i) && flood.IsCalm(i) && flood.DistanceAt(i) <= 2.5));
        }

        var holes = new bool[ground.Length];
        var size = ground.Count(g => !g);
        foreach (var piece in Masks.Pieces(Masks.Eroded(like, w, h), w, h).TakeWhile(p => p.Count >= SmallestHole * size))
        {
            // A large one is rather a pale part of the product, unless it is the ground itself.
            if (piece.Average(flood.DistanceAt) <= (piece.Count > LargeHole * size ? 0.4 : 1.3))
            {
                piece.ForEach(i => holes[i] = true);
            }
        }

        return Masks.DilatedWithin(holes, like, w, h);
    }

    /// <summary>GrabCut decides along the edge and in what may be shadow; what is surely one or the other stays.</summary>
    private static bool[] Refine(Mat bgr, bool[] ground, bool[] shadow, bool[] holes, GroundFlood flood)
    {
        var (w, h) = (bgr.Width, bgr.Height);
        var inner = (bool[])[.. ground.Select((g, i) => !g && !shadow[i] && !holes[i])];
        var core = inner;
        var rim = Math.Max(2, Math.Max(w, h) / 200);
        for (var round = 0; round < rim; round++)
        {
            core = Masks.Eroded(core, w, h);
        }

        var labels = new byte[w * h];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(core[i] ? GrabCutClasses.FGD
                : holes[i] || (ground[i] && flood.DistanceAt(i) < 0.8) ? GrabCutClasses.BGD
                : ground[i] || shadow[i] ? GrabCutClasses.PR_BGD
                : GrabCutClasses.PR_FGD);
        }

        if (labels.All(l => l is (byte)GrabCutClasses.BGD or (byte)GrabCutClasses.PR_BGD) || !labels.Contains((byte)GrabCutClasses.BGD))
        {
            return inner;
        }

        using var mask = VisionPicture.FromArray(labels, w, h, MatType.CV_8UC1);
        using var background = new Mat();
        using var foreground = new Mat();
        Cv2.SetTheRNG(1);
        Cv2.GrabCut(bgr, mask, default, background, foreground, GrabCutRounds, GrabCutModes.InitWithMask);
        return [.. VisionPicture.ToBytes(mask).Select(l => l is (byte)GrabCutClasses.FGD or (byte)GrabCutClasses.PR_FGD)];
    }

    /// <summary>Takes shadow off the product from outside in, as long as no edge is met.</summary>
    private static void Peel(bool[] product, GroundFlood flood, LabPicture picture, bool[] ground)
    {
        var (w, h) = (picture.Width, picture.Height);
        var outside = Masks.Flood(
            Enumerable.Range(0, product.Length).Where(i => !product[i]), w, h,
            (next, _) => !ground[next] && flood.IsShadow(next) && flood.IsCalm(next));
        for (var i = 0; i < product.Length; i++)
        {
            product[i] &= !outside[i];
        }
    }

    /// <summary>Drops smaller pieces that look like nothing but ground in another light: a shadow beside the product.</summary>
    private static void DropShadows(bool[] product, GroundFlood flood, LabPicture picture)
    {
        var pieces = Masks.Pieces(product, picture.Width, picture.Height);
        foreach (var piece in pieces.Skip(1))
        {
            if (piece.Count < pieces[0].Count / 4 && piece.Count(flood.IsShadow) > ShadowShare * piece.Count)
            {
                piece.ForEach(i => product[i] = false);
            }
        }
    }

    /// <summary>Drops crumbs and fills pinholes; tells how many pieces are left.</summary>
    private static int Tidy(bool[] product, int width, int height, bool[] holes)
    {
        var pieces = Masks.Pieces(product, width, height);
        if (pieces.Count == 0)
        {
            return 0;
        }

        var smallest = Math.Max(12, pieces[0].Count * SmallestPiece);
        foreach (var crumb in pieces.Where(p => p.Count < smallest))
        {
            crumb.ForEach(i => product[i] = false);
        }

        var border = Masks.BorderOf(width, height).ToHashSet();
        foreach (var gap in Masks.Pieces([.. product.Select(p => !p)], width, height))
        {
            if (!gap.Exists(border.Contains) && (gap.Count < pieces[0].Count * SmallestHole || !gap.Exists(i => holes[i])))
            {
                gap.ForEach(i => product[i] = true);
            }
        }

        return pieces.Count(p => p.Count >= smallest);
    }
}
