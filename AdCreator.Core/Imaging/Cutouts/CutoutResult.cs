namespace AdCreator.Core.Imaging.Cutouts;

/// <summary>What became of cutting a product out of its picture.</summary>
public abstract record CutoutResult
{
    private CutoutResult()
    {
    }

    /// <summary>The product alone.</summary>
    /// <param name="Picture">A PNG with transparency, of the same size as the picture.</param>
    /// <param name="Confidence">How much two runs of different care agree, 0 to 1.</param>
    /// <param name="Trust">What that means.</param>
    public sealed record Cut(EncodedPicture Picture, double Confidence, CutoutTrust Trust) : CutoutResult;

    /// <summary>The picture is a cut-out already: it has transparency around a product.</summary>
    public sealed record AlreadyTransparent : CutoutResult;

    /// <summary>Nothing could be done.</summary>
    /// <param name="Reason">What is missing or wrong and what would help, for people.</param>
    public sealed record Unavailable(string Reason) : CutoutResult;
}

/// <summary>How far a cut-out can be trusted.</summary>
public enum CutoutTrust
{
    /// <summary>0.95 and more, in one piece that does not run out of the picture.</summary>
    Good = 1,

    /// <summary>0.90 and more: a person should look at it.</summary>
    PleaseCheck,

    /// <summary>Below: a transparent picture is needed.</summary>
    NeedsTransparentPicture,
}
