using AdCreator.Core.Data;

namespace AdCreator.Core.Ads.Approvals;

/// <summary>What somebody said of one version of an ad.</summary>
public sealed class AdComment : ITenantOwned
{
    /// <summary>Most letters of a comment.</summary>
    public const int MaxLength = 2000;

    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AdId { get; init; }

    public required Guid VersionId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>1 to <see cref="MaxLength"/> characters.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
