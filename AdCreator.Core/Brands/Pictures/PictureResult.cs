namespace AdCreator.Core.Brands.Pictures;

/// <summary>What became of changing a product's pictures.</summary>
public abstract record PictureResult
{
    private PictureResult()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="ProductVersion">What the next save of the product must name.</param>
    /// <param name="MainBlobId">The product's main picture now; null for none.</param>
    public sealed record Done(int ProductVersion, Guid? MainBlobId) : PictureResult;

    /// <summary>Nothing was stored.</summary>
    /// <param name="Reason">What is wrong and what would be right, for people.</param>
    public sealed record Refused(string Reason) : PictureResult;

    /// <summary>No such product or picture in this organization.</summary>
    public sealed record NotFound : PictureResult;

    /// <summary>Somebody else changed the product or the picture meanwhile; nothing was overwritten.</summary>
    public sealed record ChangedMeanwhile : PictureResult;
}

/// <summary>A picture of a product in a list.</summary>
/// <param name="Version">What the next change of the picture must name.</param>
/// <param name="CutoutBlobId">The product alone, also where it is not good enough yet; null for none.</param>
/// <param name="Confidence">0 to 1; null when a person made the cut-out or there is none.</param>
/// <param name="Note">What is in the way or should be looked at; empty for nothing.</param>
/// <param name="IsMain">Whether ads show this one.</param>
/// <param name="CanRestore">Whether photo and cut-out lie in the same pixels, so that a brush can bring parts back.</param>
public sealed record ProductPictureView(
    Guid Id, int Version, Guid BlobId, Guid? CutoutBlobId, CutoutState State, double? Confidence, string Note, bool IsMain, bool CanRestore);

/// <summary>Whether a product can be placed on a scene as it is.</summary>
public abstract record CutoutAnswer
{
    private CutoutAnswer()
    {
    }

    /// <summary>It can.</summary>
    /// <param name="CutoutBlobId">A PNG with transparency.</param>
    public sealed record Usable(Guid CutoutBlobId) : CutoutAnswer;

    /// <summary>It cannot yet.</summary>
    /// <param name="Reason">Why, and what a person would do, in one or two sentences.</param>
    public sealed record NotUsable(string Reason) : CutoutAnswer;
}
