using AdCreator.Core.Ads.Checks;
using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Placements;

/// <summary>One version of an ad, rendered for one placement and checked on its own.</summary>
public sealed class AdFile : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AdId { get; init; }

    public required Guid VersionId { get; init; }

    /// <summary>Id of the placement in the spec file, such as <c>meta.feed.4x5</c>.</summary>
    public required string PlacementId { get; init; }

    /// <summary>The picture; null when none could be made: the checks say why.</summary>
    public Guid? BlobId { get; init; }

    /// <summary>The picture of its own that it was rendered from, without text; null where it shows the ad's.</summary>
    public Guid? SceneBlobId { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex; null without one.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Pixels.</summary>
    public int Width { get; init; }

    /// <summary>Pixels.</summary>
    public int Height { get; init; }

    public long ByteCount { get; init; }

    /// <summary>The worst of its checks.</summary>
    public required CheckState State { get; init; }

    public required CheckReport Checks { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The same file as one of another version.</summary>
    public AdFile For(Guid versionId, Guid id, DateTimeOffset createdAt) => new()
    {
        Id = id, OrganizationId = OrganizationId, AdId = AdId, VersionId = versionId, PlacementId = PlacementId, BlobId = BlobId, SceneBlobId = SceneBlobId, Sha256 = Sha256,
        Width = Width, Height = Height, ByteCount = ByteCount, State = State, Checks = Checks, CreatedAt = createdAt,
    };
}
