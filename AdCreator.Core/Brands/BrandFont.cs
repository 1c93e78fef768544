using AdCreator.Core.Data;

namespace AdCreator.Core.Brands;

/// <summary>A font that a brand brought along. Its bytes lie in the row: it is small, and backed up with it.</summary>
public sealed class BrandFont : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid BrandId { get; init; }

    /// <summary>Family as the file names it, at most 120 characters.</summary>
    public required string Family { get; init; }

    /// <summary>Style as the file names it, such as <c>SemiBold Italic</c>, at most 60 characters.</summary>
    public required string Style { get; init; }

    /// <summary>The TTF or OTF file, checked: at most 4 MB, readable, with Latin letters and digits.</summary>
    public required byte[] File { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
