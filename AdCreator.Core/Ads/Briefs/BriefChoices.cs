namespace AdCreator.Core.Ads.Briefs;

/// <summary>What a person chooses on the Ad Creator page.</summary>
public sealed record BriefChoices
{
    public Guid? BrandId { get; init; }

    public Guid? ProductId { get; init; }

    public Guid? ReferenceBlobId { get; init; }

    /// <summary>At most 2,000 characters.</summary>
    public string Wish { get; init; } = "";

    /// <summary>1 to 12.</summary>
    public int Variations { get; init; } = 4;

    public string AspectRatio { get; init; } = "4:5";
}
