using AdCreator.Core.Data;

namespace AdCreator.Core.Brands;

/// <summary>A brand whose products are advertised.</summary>
public sealed class Brand : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    /// <summary>1 to 120 characters, unique in the organization.</summary>
    public required string Name { get; set; }

    /// <summary>How it speaks, at most 500 characters, such as "warm, plain, never shouting".</summary>
    public string Tone { get; set; } = "";

    /// <summary>Main colour as #RRGGBB.</summary>
    public string Color { get; set; } = "#1F4E5F";

    /// <summary>Logo, colours, fonts and words.</summary>
    public BrandKit Kit { get; set; } = new();

    /// <summary>Concurrency token, raised at every write: of two people who edit at once, the later one is asked.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
