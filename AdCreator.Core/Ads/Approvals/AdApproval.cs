using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>Binds a person and an instant to the very bytes of a version's files. Any change needs a new one.</summary>
public sealed class AdApproval : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AdId { get; init; }

    public required Guid VersionId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>Every file it covers; the ad's own format stands first as <c>ad</c>.</summary>
    public required IReadOnlyList<ApprovedFile> Files { get; init; }

    /// <summary>Set when somebody took it back, or approved another version.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public Guid? RevokedByPersonId { get; set; }
}

/// <param name="PlacementId">Of the spec file, or <c>ad</c> for the ad's own format.</param>
/// <param name="BlobId">Where its bytes lie.</param>
/// <param name="Sha256">Of those bytes, lower-case hex.</param>
public sealed record ApprovedFile(string PlacementId, Guid BlobId, string Sha256);
