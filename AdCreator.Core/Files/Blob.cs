using AdCreator.Core.Data;

namespace AdCreator.Core.Files;

/// <summary>A picture of an organization. Its bytes lie in the data directory under this id.</summary>
public sealed class Blob : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>, from the decoded content.</summary>
    public required string MediaType { get; init; }

    public required long ByteCount { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>SHA-256 of the stored bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
