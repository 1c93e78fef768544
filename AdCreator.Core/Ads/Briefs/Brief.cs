namespace AdCreator.Core.Ads.Briefs;

/// <summary>What a run is asked to make, with the product as it was at the order.</summary>
public sealed record Brief
{
    public required string BrandName { get; init; }

    public string BrandTone { get; init; } = "";

    /// <summary>#RRGGBB.</summary>
    public required string BrandColor { get; init; }

    public required string ProductName { get; init; }

    public IReadOnlyList<string> Benefits { get; init; } = [];

    /// <summary>Price as text in its currency, such as "$24.00"; empty when ads name none.</summary>
    public string PriceText { get; init; } = "";

    /// <summary>The only offer that ads may claim; empty when there is none or it has ended.</summary>
    public string Offer { get; init; } = "";

    public required Guid ProductPictureBlobId { get; init; }

    public Guid? ReferenceBlobId { get; init; }

    /// <summary>Whom the ads speak to and what they should say, at most 2,000 characters; may be empty.</summary>
    public string Wish { get; init; } = "";

    /// <summary>1 to 12.</summary>
    public required int Variations { get; init; }

    /// <summary>One of <see cref="AdFormat.All"/>, such as <c>4:5</c>.</summary>
    public required string AspectRatio { get; init; }

    /// <summary>Extra picture attempts that may be paid for each ad, part of the price shown.</summary>
    public int RetryBudget { get; init; } = 1;

    /// <summary>Makes the demo model's pictures repeatable.</summary>
    public int Seed { get; init; }
}
