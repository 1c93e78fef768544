namespace AdCreator.Core.Brands;

/// <summary>A brand in a list.</summary>
/// <param name="Color">#RRGGBB.</param>
/// <param name="ProductCount">All of its products.</param>
/// <param name="PictureBlobIds">Pictures of its newest products, at most four.</param>
public sealed record BrandCard(Guid Id, string Name, string Color, int ProductCount, IReadOnlyList<Guid> PictureBlobIds);

/// <summary>A brand to look at and edit.</summary>
/// <param name="Version">What the next save must name.</param>
public sealed record BrandDetails(Guid Id, int Version, BrandInput Input);

/// <summary>A product in a list.</summary>
/// <param name="PictureBlobId">Null while it has no picture: ads need one.</param>
/// <param name="PriceText">As ads show it; empty without a price.</param>
public sealed record ProductCard(Guid Id, Guid BrandId, string Name, Guid? PictureBlobId, string PriceText, string Offer, OfferState OfferState);

/// <summary>A product to look at and edit.</summary>
/// <param name="Version">What the next save must name.</param>
/// <param name="OfferState">On the organization's calendar, now.</param>
public sealed record ProductDetails(Guid Id, int Version, Guid BrandId, string BrandName, ProductInput Input, OfferState OfferState);
