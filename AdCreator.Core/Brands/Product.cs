using AdCreator.Core.Data;

namespace AdCreator.Core.Brands;

/// <summary>What is advertised.</summary>
public sealed class Product : ITenantOwned
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid BrandId { get; init; }

    /// <summary>1 to 200 characters, unique in the brand.</summary>
    public required string Name { get; set; }

    /// <summary>What the buyer gains, up to 12 entries of at most 160 characters each.</summary>
    public IReadOnlyList<string> Benefits { get; set; } = [];

    /// <summary>Price in <see cref="Currency"/>; null when ads should not name one.</summary>
    public decimal? Price { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>The only offer that ads may claim, at most 120 characters, such as "20 % off"; empty when there is none.</summary>
    public string Offer { get; set; } = "";

    /// <summary>Last day of the offer in the organization's time zone; null when it does not end.</summary>
    public DateOnly? OfferEndsOn { get; set; }

    /// <summary>The picture that ads must show; null until one is added.</summary>
    public Guid? PictureBlobId { get; set; }

    /// <summary>Concurrency token, raised at every write: of two people who edit at once, the later one is asked.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
