using System.Globalization;
using AdCreator.Core.Brands;
using AdCreator.Core.Data;
using AdCreator.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace AdCreator.Core.Ads.Briefs;

/// <summary>Turns a person's choices into a brief, with the product as it is now.</summary>
public sealed class BriefWriter(AdCreatorDb database, TimeProvider time)
{
    /// <summary>Most letters of the wish.</summary>
    public const int MaxWishLength = 2000;

    /// <summary>Most ads of a run.</summary>
    public const int MaxVariations = 12;

    /// <summary>The brief, or everything that is missing or wrong.</summary>
    /// <param name="actor">In whose organization brand, product and pictures are looked for.</param>
    /// <param name="choices">What was chosen.</param>
    /// <param name="seed">Makes the run repeatable with the demo model.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public async Task<BriefResult> WriteAsync(Actor actor, BriefChoices choices, int seed, CancellationToken cancellationToken)
    {
        await using var context = database.Open(actor.OrganizationId);
        var brand = await context.Brands.AsNoTracking().SingleOrDefaultAsync(b => b.Id == choices.BrandId, cancellationToken);
        var product = brand is null ? null : await context.Products.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == choices.ProductId && p.BrandId == brand.Id, cancellationToken);
        var hasReference = choices.ReferenceBlobId is null
            || await context.Blobs.AnyAsync(b => b.Id == choices.ReferenceBlobId, cancellationToken);
        var problems = FindProblems(choices, brand, product, hasReference).ToList();
        if (problems.Count > 0)
        {
            return new BriefResult.Invalid(problems);
        }

        var zone = await context.Organizations.Where(o => o.Id == actor.OrganizationId).Select(o => o.TimeZone).SingleAsync(cancellationToken);
        var today = OrganizationCalendar.Of(zone).DayOf(time.GetUtcNow());
        return new BriefResult.Written(Write(choices, brand!, product!, today, seed));
    }

    private static Brief Write(BriefChoices choices, Brand brand, Product product, DateOnly today, int seed) => new()
    {
        BrandName = brand.Name,
        BrandTone = brand.Tone,
        BrandColor = brand.Color,
        ProductName = product.Name,
        Benefits = product.Benefits,
        PriceText = product.Price is { } price ? TextOf(price, product.Currency) : "",
        Offer = Offers.StateOn(today, product.Offer, product.OfferEndsOn) == OfferState.Running ? product.Offer : "",
        ProductPictureBlobId = product.PictureBlobId!.Value,
        ReferenceBlobId = choices.ReferenceBlobId,
        Wish = choices.Wish.Trim(),
        Variations = choices.Variations,
        AspectRatio = choices.AspectRatio,
        Seed = seed,
    };

    private static string TextOf(decimal price, string code)
    {
        var currency = Currency.All.FirstOrDefault(c => c.Code == code) ?? new Currency(code, code, code + " ", 2);
        return currency.Symbol + price.ToString($"F{currency.Digits}", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<BriefProblem> FindProblems(BriefChoices choices, Brand? brand, Product? product, bool hasReference)
    {
        if (brand is null)
        {
            yield return new BriefProblem("Brand", "Choose the brand the ads are for.");
        }
        else if (product is null)
        {
            yield return new BriefProblem("Product", "Choose one of the brand's products, or add a new one.");
        }
        else if (product.PictureBlobId is null)
        {
            yield return new BriefProblem("ProductPicture", "This product has no picture yet: the ads must show it, so add one first.");
        }

        if (choices.Variations is < 1 or > MaxVariations)
        {
            yield return new BriefProblem("Variations", $"Choose 1 to {MaxVariations} ads.");
        }

        if (AdFormat.Find(choices.AspectRatio) is null)
        {
            yield return new BriefProblem("AspectRatio", $"Choose one of {string.Join(", ", AdFormat.All.Select(f => f.AspectRatio))}.");
        }

        if (choices.Wish.Length > MaxWishLength)
        {
            yield return new BriefProblem("Wish", $"At most {MaxWishLength} characters; these are {choices.Wish.Length}.");
        }

        if (!hasReference)
        {
            yield return new BriefProblem("ReferenceAd", "The reference ad is gone: choose it again, or go on without one.");
        }
    }
}

/// <summary>A brief, or why there is none.</summary>
public abstract record BriefResult
{
    private BriefResult()
    {
    }

    public sealed record Written(Brief Brief) : BriefResult;

    public sealed record Invalid(IReadOnlyList<BriefProblem> Problems) : BriefResult;
}

/// <summary>What is missing or wrong in one field.</summary>
/// <param name="Field">Brand, Product, ProductPicture, Variations, AspectRatio, Wish or ReferenceAd.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record BriefProblem(string Field, string Message);
