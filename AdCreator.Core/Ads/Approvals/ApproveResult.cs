namespace AdCreator.Core.Ads.Approvals;

/// <summary>What became of an approval.</summary>
public abstract record ApproveResult
{
    private ApproveResult()
    {
    }

    /// <summary>The version is approved: by this call, or by somebody who was quicker.</summary>
    /// <param name="Approval">Who approved which bytes, and when.</param>
    /// <param name="LeftOut">Files that it does not cover, with the reason.</param>
    public sealed record Approved(AdApproval Approval, IReadOnlyList<LeftOutFile> LeftOut) : ApproveResult;

    /// <summary>The organization has no such ad, or it is not made.</summary>
    public sealed record NotFound : ApproveResult;

    /// <summary>The actor may not approve.</summary>
    /// <param name="Reason">What would be needed, for people.</param>
    public sealed record NotAllowed(string Reason) : ApproveResult;

    /// <summary>The ad is being changed, or another version stands there now.</summary>
    /// <param name="Reason">What happens and what to do, for people.</param>
    public sealed record Busy(string Reason) : ApproveResult;

    /// <summary>A file is missing, is not the one that was made, or must not go out.</summary>
    /// <param name="PlacementId">Which file; <c>ad</c> for the ad's own format.</param>
    /// <param name="Reason">What is wrong and what would be right, for people.</param>
    public sealed record FileFault(string PlacementId, string Reason) : ApproveResult;
}

/// <summary>A file of a version that an approval does not cover.</summary>
/// <param name="PlacementId">Which; <c>ad</c> for the ad's own format.</param>
/// <param name="Reason">Why, one sentence for people.</param>
public sealed record LeftOutFile(string PlacementId, string Reason);
