namespace AdCreator.Core.Brands;

/// <summary>What a person fills in about a product.</summary>
public sealed record ProductInput
{
    public const int MaxNameLength = 200;
    public const int MaxBenefits = 12;
    public const int MaxBenefitLength = 160;
    public const int MaxOfferLength = 120;
    public const decimal MaxPrice = 9_999_999.99m;

    /// <summary>1 to 200 characters, unique in the brand whatever the case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Up to 12 entries of at most 160 characters; blank and repeated ones are dropped.</summary>
    public IReadOnlyList<string> Benefits { get; init; } = [];

    /// <summary>0 to 9,999,999.99 in <see cref="Currency"/>, at most the digits that currency has; null for none.</summary>
    public decimal? Price { get; init; }

    /// <summary>One of <see cref="Brands.Currency.All"/>, by its code.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The only offer that ads may claim, at most 120 characters; may be empty.</summary>
    public string Offer { get; init; } = "";

    /// <summary>Last day of the offer in the organization's time zone; null when it does not end.</summary>
    public DateOnly? OfferEndsOn { get; init; }

    /// <summary>A picture taken in for this organization; null while there is none.</summary>
    public Guid? PictureBlobId { get; init; }

    /// <summary>The input as it would be stored.</summary>
    public ProductInput Cleaned()
    {
        var offer = PlainText.Line(Offer);
        return this with
        {
            Name = PlainText.Line(Name),
            Benefits = [.. Benefits.Select(PlainText.Line).Where(b => b.Length > 0).Distinct(StringComparer.CurrentCultureIgnoreCase)],
            Currency = PlainText.Line(Currency).ToUpperInvariant(),
            Offer = offer,
            OfferEndsOn = offer.Length == 0 ? null : OfferEndsOn,
        };
    }

    /// <param name="today">In the organization's time zone.</param>
    /// <param name="storedEnd">The end the stored offer has: an offer that has ended may stay as it is.</param>
    internal InputCheck Check(DateOnly today, DateOnly? storedEnd)
    {
        var check = new InputCheck();
        check.Required(nameof(Name), Name, "A product needs a name, as buyers know it.");
        check.AtMost(nameof(Name), "A product's name", Name, MaxNameLength);
        CheckBenefits(check);
        CheckPrice(check);
        check.AtMost(nameof(Offer), "The offer", Offer, MaxOfferLength);
        if (OfferEndsOn is { } end && end != storedEnd && end < today)
        {
            check.Add(nameof(OfferEndsOn), $"The offer would have ended already: choose {today:yyyy-MM-dd} or a later day, or leave it empty.");
        }

        return check;
    }

    private void CheckBenefits(InputCheck check)
    {
        if (Benefits.Count > MaxBenefits)
        {
            check.Add(nameof(Benefits), $"A product can have at most {MaxBenefits} benefits; this has {Benefits.Count}. Keep those that decide.");
        }

        foreach (var benefit in Benefits)
        {
            check.AtMost(nameof(Benefits), "A benefit", benefit, MaxBenefitLength);
        }
    }

    private void CheckPrice(InputCheck check)
    {
        if (Brands.Currency.Find(Currency) is not { } currency)
        {
            check.Add(nameof(Currency), $"“{Currency}” is not a currency on offer: choose one from the list, such as USD or EUR.");
            return;
        }

        if (Price is < 0 or > MaxPrice)
        {
            check.Add(nameof(Price), "The price must lie between 0 and 9,999,999.99; leave it empty when ads should not name one.");
        }
        else if (Price is { } price && decimal.Round(price, currency.Digits) != price)
        {
            check.Add(nameof(Price), currency.Digits == 0
                ? $"{currency.Code} has no decimals: enter a whole number."
                : $"{currency.Code} has {currency.Digits} decimals at most.");
        }
    }
}
