using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Ads.Hooks;
using AdCreator.Core.Ads.Reviews;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Versions;

/// <summary>An ad as it once stood: written when it is composed, and never changed but for its review.</summary>
public sealed class AdVersion : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AdId { get; init; }

    /// <summary>From 1 within the ad.</summary>
    public required int Number { get; init; }

    /// <summary>Why it was made.</summary>
    public required VersionCause Cause { get; init; }

    /// <summary>The version it came from; null for the first.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>What was asked to be changed; null unless a change was.</summary>
    public string? ChangeWish { get; init; }

    public required Hook Hook { get; init; }

    public AdDesign? Design { get; init; }

    public required Guid SceneBlobId { get; init; }

    /// <summary>Pictures for shapes in which a crop of the scene would cut the product; empty where none was ordered.</summary>
    public IReadOnlyList<ShapeScene> ShapeScenes { get; init; } = [];

    /// <summary>The finished ad in the format of its brief.</summary>
    public required Guid FinalBlobId { get; init; }

    public CheckReport? Checks { get; init; }

    /// <summary>Null until reviewed, and after an edit that is not.</summary>
    public Review? Review { get; set; }

    /// <summary>Who asked for it; the run's person for the first.</summary>
    public required Guid PersonId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Why a version was made.</summary>
public enum VersionCause
{
    /// <summary>As the run ordered it.</summary>
    Made = 1,

    /// <summary>Words or places of the text layer were edited: the picture stayed.</summary>
    TextEdited,

    /// <summary>A change of the picture was asked for.</summary>
    Changed,

    /// <summary>Another picture for the same brief.</summary>
    Regenerated,

    /// <summary>An older version was taken up again.</summary>
    Restored,

    /// <summary>Sizes that had no file got pictures of their own: words and own picture stayed.</summary>
    ShapesDrawn,
}
