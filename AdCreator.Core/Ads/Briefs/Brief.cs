using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Brands;
using AdCreator.Core.Brands.Claims;

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

    /// <summary>Ads of the set, 1 to <see cref="AdCount.Most"/>.</summary>
    public required int Variations { get; init; }

    /// <summary>One of <see cref="AdFormat.All"/>, such as <c>4:5</c>.</summary>
    public required string AspectRatio { get; init; }

    /// <summary>Extra picture attempts that may be paid for each ad, part of the price shown.</summary>
    public int RetryBudget { get; init; } = 1;

    /// <summary>Whether the product's own pixels are placed on the scene, or the model draws the product.</summary>
    public PictureMode Mode { get; init; } = PictureMode.Reimagine;

    /// <summary>The product cut out, a PNG with transparency: what Product Lock places. Null where there is none.</summary>
    public Guid? CutoutBlobId { get; init; }

    /// <summary>Ids of the placements that each ad is rendered for, in the order of the spec file; empty for none but the ad's own format.</summary>
    public IReadOnlyList<string> Placements { get; init; } = [];

    /// <summary>Hooks that the person chose, in order: ads 1 to <see cref="VariantsPerHook"/> get the first, and so on. Empty: each ad gets one written for it.</summary>
    public IReadOnlyList<Hook> Hooks { get; init; } = [];

    /// <summary>Ads made of each chosen hook, 1 or more.</summary>
    public int VariantsPerHook { get; init; } = 1;

    /// <summary>Whom the ads speak to, at most 200 characters; empty when the brief does not say.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Logo, colours, fonts and words as they were at the order.</summary>
    public BrandKit Kit { get; init; } = new();

    /// <summary>What the ads may claim, as it stood in the ledger at the order; expiry is looked at again at export.</summary>
    public IReadOnlyList<ApprovedClaim> Claims { get; init; } = [];

    /// <summary>Makes the demo model's pictures repeatable.</summary>
    public int Seed { get; init; }

    /// <summary>The hook that a person chose for an ad; null when none was chosen, so that one is written for it.</summary>
    /// <param name="adNumber">From 1.</param>
    public Hook? HookOf(int adNumber) => Hooks.Count == 0 ? null : Hooks[(adNumber - 1) / VariantsPerHook % Hooks.Count];
}

/// <summary>Who makes the product's pixels.</summary>
public enum PictureMode
{
    /// <summary>The model makes the scene; the real cut-out goes on top.</summary>
    ProductLock = 1,

    /// <summary>The model draws the product too; the check measures how true it is.</summary>
    Reimagine,
}
