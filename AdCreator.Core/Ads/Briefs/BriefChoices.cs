using AdCreator.Core.Ads.Hooks;

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

    /// <summary>Null: Product Lock where the product has a usable cut-out, else Reimagine.</summary>
    public PictureMode? Mode { get; init; }

    /// <summary>Ids of placements of the spec file.</summary>
    public IReadOnlyList<string> Placements { get; init; } = [];

    /// <summary>Hooks written so far, chosen ones and others, in the order they are shown.</summary>
    public IReadOnlyList<HookChoice> Hooks { get; init; } = [];

    /// <summary>Ads made of each chosen hook, 1 to 4.</summary>
    public int VariantsPerHook { get; init; } = 1;

    /// <summary>At most 200 characters.</summary>
    public string Audience { get; init; } = "";

    public string AspectRatio { get; init; } = "4:5";
}
