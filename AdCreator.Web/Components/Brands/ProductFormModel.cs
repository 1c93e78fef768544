using AdCreator.Core.Brands;

namespace AdCreator.Web.Components.Brands;

/// <summary>What stands in the product form, as it is typed.</summary>
public sealed class ProductFormModel
{
    public string Name { get; set; } = "";

    public IReadOnlyList<string> Benefits { get; set; } = [];

    public decimal? Price { get; set; }

    public string Currency { get; set; } = new ProductInput().Currency;

    public string Offer { get; set; } = "";

    public DateOnly? OfferEndsOn { get; set; }

    public Guid? PictureBlobId { get; set; }

    public static ProductFormModel Of(ProductInput input) => new()
    {
        Name = input.Name,
        Benefits = input.Benefits,
        Price = input.Price,
        Currency = input.Currency,
        Offer = input.Offer,
        OfferEndsOn = input.OfferEndsOn,
        PictureBlobId = input.PictureBlobId,
    };

    public ProductInput ToInput() => new()
    {
        Name = Name,
        Benefits = Benefits,
        Price = Price,
        Currency = Currency,
        Offer = Offer,
        OfferEndsOn = OfferEndsOn,
        PictureBlobId = PictureBlobId,
    };
}
